import { sql } from 'drizzle-orm';
import type { Tx } from '#platform/db';

/** Counts and amounts as texts: JSON and a terminal know no bigint. */
export async function readBookFigures(tx: Tx): Promise<Record<string, string>> {
  const { rows } = await tx.execute<Record<string, string>>(sql`
    select count(*)::text as generations,
      (count(*) filter (where status = 'PENDING'))::text as pending,
      (count(*) filter (where status = 'PROCESSING'))::text as processing,
      (count(*) filter (where status = 'COMPLETED'))::text as completed,
      (count(*) filter (where status = 'FAILED'))::text as failed,
      (count(*) filter (where status = 'CANCELLED'))::text as cancelled,
      (count(*) filter (where came_late))::text as "cameLate",
      (count(*) filter (where needs_attention))::text as "needAttention",
      (select count(*)::text from batches) as batches
    from generations`);
  return rows[0] ?? {};
}

// `holds` is the ledger's table: this is the one place where its rows and ours are laid side by side.
const checks = {
  generation_without_hold: sql`
    select g.id, g.user_id, g.status from generations g
    where not exists (select from holds h where h.generation_id = g.id)`,
  hold_without_generation: sql`
    select h.generation_id, h.user_id, h.status from holds h
    where not exists (select from generations g where g.id = h.generation_id)`,
  hold_of_other_person_or_price: sql`
    select g.id, g.user_id, h.user_id as held_of, g.price_mc::text, h.amount_mc::text as held_mc
    from generations g join holds h on h.generation_id = g.id
    where h.user_id <> g.user_id or h.amount_mc <> g.price_mc`,
  end_not_settled: sql`
    select g.id, g.user_id, g.status, h.status as hold, g.captured_mc::text, h.captured_mc::text as hold_captured_mc
    from generations g join holds h on h.generation_id = g.id
    where not case g.status
      when 'COMPLETED' then h.status = 'captured' and h.captured_mc = g.captured_mc
      when 'FAILED' then h.status = 'released'
      when 'CANCELLED' then h.status = 'released'
      else h.status = 'open' end`,
  paid_twice: sql`
    select generation_id, count(*)::int as calls, array_agg(state order by attempt) as states from submissions
    where state <> 'failed' group by generation_id having count(*) > 1`,
  batch_differs: sql`
    select b.id, b.user_id, b.size, count(g.id)::int as items, b.total_mc::text,
      coalesce(sum(g.price_mc), 0)::text as prices_mc, b.ended_at,
      (count(*) filter (where g.status in ('PENDING', 'PROCESSING')))::int as live
    from batches b left join generations g on g.batch_id = b.id group by b.id
    having b.size <> count(g.id) or b.total_mc <> coalesce(sum(g.price_mc), 0)
      or count(*) filter (where g.user_id <> b.user_id) > 0
      or (b.ended_at is null) <> (count(*) filter (where g.status in ('PENDING', 'PROCESSING')) > 0)`,
  lane_differs: sql`
    with counted as (
      select user_id, (count(*) filter (where admitted_at is not null))::int as active,
        (count(*) filter (where admitted_at is null))::int as waiting
      from generations where status in ('PENDING', 'PROCESSING') group by user_id)
    select user_id, lanes.active, lanes.waiting, coalesce(counted.active, 0) as rows_active,
      coalesce(counted.waiting, 0) as rows_waiting
    from lanes full join counted using (user_id)
    where lanes.active is distinct from coalesce(counted.active, 0)
      or lanes.waiting is distinct from coalesce(counted.waiting, 0)`,
};

export type BookBreachKind = keyof typeof checks;

const mostRows = 1000;

export async function listBookBreaches(
  tx: Tx,
): Promise<{ kind: BookBreachKind; row: Record<string, unknown> }[]> {
  const found = [];
  for (const kind of Object.keys(checks).filter(isCheck)) {
    const { rows } = await tx.execute(sql`${checks[kind]} limit ${mostRows}`);
    found.push(...rows.map((row) => ({ kind, row })));
  }
  return found;
}

const isCheck = (name: string): name is BookBreachKind => Object.hasOwn(checks, name);
