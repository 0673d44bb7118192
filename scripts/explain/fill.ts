import type { Pool } from 'pg';

export interface Filled {
  rows: number;
  people: number;
}

/** Ids that a number makes, so that every table can name the same row without looking it up. */
const id = (kind: number, n: string) =>
  `('0000000${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
export const personId = (n: number) =>
  `00000001-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
export const generationId = (n: number) =>
  `00000002-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** Ends of a year's life: most done, one in ten failed, one in twenty cancelled; the newest 1.5 % wait or are in work. */
export async function fill(pool: Pool, { rows, people }: Filled): Promise<void> {
  const live = Math.round(rows * 0.015);
  const inWork = 50;
  // Most people are not waiting for anything at this moment.
  const hurried = Math.round(people / 40);
  const statements = [
    // What has to be there is there already: the checks of foreign keys would only take time.
    'set session_replication_role = replica',
    `insert into users (id, telegram_id, is_reachable, created_at, seen_at)
      select ${id(1, 'n')}, n, true, '2025-11-01', '2026-11-01' from generate_series(1, ${people}) n`,
    `insert into accounts (id, user_id, kind, balance_mc)
      select gen_random_uuid(), ${id(1, 'n')}, kind, case kind when 'available' then 1000000000 else 0 end
      from generate_series(1, ${people}) n, unnest(array['available', 'held', 'owed']) kind`,
    `insert into batches (id, user_id, client_key, kind, size, total_mc, created_at, ended_at)
      select ${id(3, 'n')}, ${id(1, `1 + n % ${people}`)}, n::text, 'variants', 4, 3200, '2026-01-01', '2026-01-02'
      from generate_series(1, ${Math.round(rows / 40)}) n`,
    `insert into generations (id, user_id, batch_id, client_key, model_id, catalogue_hash, input, seconds, fingerprint,
        price_kind, price_mc, bill, terms, status, certainty, attempt, task_id, admitted_at, code, needs_attention, came_late,
        captured_mc, created_at, submitted_at, done_at, ended_at, expires_at, due_at, looks)
      select ${id(2, 'n')}, ${id(1, `1 + case when n > ${rows - live} then n % ${hurried} else (n::bigint * 7919) % ${people} end`)},
        case when n % 10 = 0 then ${id(3, `1 + (n / 40) % ${Math.round(rows / 40)}`)} end, n::text,
        'model-' || n % 40, 'hash', json_build_object('prompt', 'a cat no. ' || n, 'aspect_ratio', '1:1'), '{}', md5((n % 900000)::text),
        'exact', 800, '[]', '{"rate":"1","step":"0.1","least":"0.1"}', status,
        case status when 'PENDING' then 'unsubmitted' when 'CANCELLED' then 'unsubmitted' when 'PROCESSING' then 'submitted' else 'finished' end,
        1, case when status in ('PENDING', 'CANCELLED') then null else 'task-' || n end,
        case when status in ('PENDING', 'CANCELLED') then null else at end,
        case status when 'FAILED' then 'provider_failed' end, status = 'FAILED' and n % 1000 = 0, false,
        case status when 'COMPLETED' then 800 end, at,
        case when status in ('PENDING', 'CANCELLED') then null else at end,
        case status when 'COMPLETED' then at + interval '40 s' end,
        case when status in ('PENDING', 'PROCESSING') then null else at + interval '1 min' end,
        at + interval '1 day', case when status = 'PROCESSING' then at + interval '1 min' end, 0
      from (select n, timestamptz '2025-11-01' + n * (interval '365 days' / ${rows}) as at,
        case when n > ${rows - inWork} then 'PROCESSING' when n > ${rows - live} then 'PENDING'
          when n % 20 = 0 then 'CANCELLED' when n % 10 = 1 then 'FAILED' else 'COMPLETED' end as status
        from generate_series(1, ${rows}) n) made`,
    `insert into holds (generation_id, user_id, amount_mc, status, captured_mc, opened_at, closed_at)
      select id, user_id, price_mc, case status when 'COMPLETED' then 'captured' when 'FAILED' then 'released'
        when 'CANCELLED' then 'released' else 'open' end, captured_mc, created_at, ended_at from generations`,
    `insert into submissions (id, generation_id, attempt, state, endpoint, task_id, started_at, submitted_at)
      select gen_random_uuid(), id, 1, case status when 'COMPLETED' then 'finished' when 'FAILED' then 'failed' else 'submitted' end,
        'jobs', task_id, created_at, created_at from generations where task_id is not null`,
    `insert into lanes (user_id, cap, active, waiting, served)
      select ${id(1, 'n')}, 3, coalesce(active, 0), coalesce(waiting, 0), n from generate_series(1, ${people}) n
      left join (select user_id, count(*) filter (where admitted_at is not null) as active,
        count(*) filter (where admitted_at is null) as waiting from generations
        where status in ('PENDING', 'PROCESSING') group by user_id) live on live.user_id = ${id(1, 'n')}`,
    `select setval('turns', ${people})`,
  ];
  const client = await pool.connect();
  try {
    for (const statement of statements) await client.query(statement);
    await client.query('reset session_replication_role');
    await client.query('vacuum analyze');
  } finally {
    client.release();
  }
}
