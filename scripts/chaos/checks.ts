import type { Counts } from './people.ts';
import { isExcused, type Send, unexcused } from './sends.ts';
import { caps, type Town } from './town.ts';

export interface Check {
  promise: string;
  measured: string;
  /** What breaks it; nothing: it is kept. */
  breaches: string[];
}

interface Row {
  [name: string]: unknown;
  id: string;
  number: string;
  user_id: string;
  batch_id: string | null;
  status: string;
  came_late: boolean;
  token: string | null;
  telegram_id: string;
}

const mostTold = 12;
const windowMs = 10_000;
const mostInWindow = 20;

const list = (rows: readonly Record<string, unknown>[]): string[] =>
  rows.slice(0, mostTold).map((row) => JSON.stringify(row));

/** Looks at all that there is, from outside: rows, the provider's log, the people's chats. */
export async function check(
  town: Town,
  seen: { counts: Counts; sends: readonly Send[]; reconciled: unknown },
): Promise<Check[]> {
  const rows = await town.query<Row>(`
    select g.id, g.number::text, g.user_id, g.batch_id, g.status, g.came_late,
      substring(g.input->>'prompt' from '#[0-9]{6}') as token, u.telegram_id::text
    from generations g join users u on u.id = g.user_id order by g.number`);
  return [
    checkBooks(seen.reconciled),
    await checkEnds(town),
    checkOrders(rows, seen.counts),
    await checkMoney(town),
    checkTasks(town),
    checkPace(town),
    await checkCaps(town),
    await checkFiles(town),
    await checkOutbox(town),
    await checkDelivered(town, rows, seen.sends),
    await checkRepeats(town, rows, seen.sends),
    { promise: 'no process ends by itself', measured: '', breaches: town.surprises },
  ];
}

function checkBooks(reconciled: unknown): Check {
  const books = Array.isArray(reconciled) ? reconciled : [];
  const breaches = books.flatMap((book) => list(book.breaches));
  const isRead = books.length === 2;
  return {
    promise: 'the books add up: money, and holds beside generations',
    measured: books.map(({ figures }) => JSON.stringify(figures)).join(' '),
    breaches: isRead ? breaches : ['the books could not be read'],
  };
}

async function checkEnds(town: Town): Promise<Check> {
  const live = await town.query(
    `select id, number::text, status, certainty, admitted_at, due_at, expires_at, attempt from generations
     where status not in ('COMPLETED', 'FAILED', 'CANCELLED')`,
  );
  const byStatus = await town.query<{ status: string; code: string | null; n: number }>(
    'select status, code, count(*)::int as n from generations group by 1, 2 order by 1, 2',
  );
  return {
    promise: 'every request is in a final state',
    measured: byStatus
      .map(({ status, code, n }) => `${n} ${status} ${code ?? ''}`.trim())
      .join(', '),
    breaches: list(live),
  };
}

/** What people were told was taken is there, once each. */
function checkOrders(rows: readonly Row[], counts: Counts): Check {
  const told = counts.ordered + counts.doubled + counts.retried;
  const isEqual = told === rows.length;
  return {
    promise: 'one order is one row, however often it was sent',
    measured: `${told} orders were confirmed to people, ${rows.length} rows`,
    breaches: isEqual ? [] : [`${told} confirmed, ${rows.length} rows`],
  };
}

async function checkMoney(town: Town): Promise<Check> {
  const wrong = await town.query(`
    with moved as (
      select generation_id, count(*) filter (where reason = 'hold') as holds,
        count(*) filter (where reason = 'capture') as captures,
        count(*) filter (where reason = 'release') as releases
      from transfers where generation_id is not null group by generation_id)
    select g.id, g.status, m.* from generations g left join moved m on m.generation_id = g.id
    where not case
      when g.status in ('FAILED', 'CANCELLED') then m.holds = 1 and m.captures = 0 and m.releases = 1
      when g.status = 'COMPLETED' then m.holds = 1 and m.captures <= 1 and m.releases = 0
      else true end`);
  const [figures] = await town.query<{ captured: number; refunded: number }>(`
    select count(*) filter (where reason = 'capture')::int as captured,
      count(*) filter (where reason = 'release')::int as refunded from transfers`);
  return {
    promise:
      'every failed or cancelled one is refunded exactly once, every completed one paid once',
    measured: `${figures?.refunded} refunded, ${figures?.captured} paid`,
    breaches: list(wrong),
  };
}

/** From the provider's own log: a further task only after the former is known to have failed. */
function checkTasks({ kie }: Town): Check {
  const tasks = kie.tasks();
  const byOwner = Map.groupBy(tasks, ({ callBackUrl }) => callBackUrl?.split('/').at(-1) ?? '');
  const breaches: string[] = [];
  let repeated = 0;
  for (const [owner, own] of byOwner) {
    if (own.length > 1) repeated += 1;
    const sorted = own.toSorted((one, other) => one.createdAt - other.createdAt);
    for (const [i, task] of sorted.entries()) {
      const next = sorted[i + 1];
      if (!next) continue;
      const isKnown =
        task.failure !== undefined &&
        task.completedAt !== undefined &&
        task.completedAt <= next.createdAt;
      if (!isKnown)
        breaches.push(`${owner}: task ${next.id} though ${task.id} had not failed and was paid`);
    }
  }
  if (byOwner.has('')) breaches.push(`${byOwner.get('')?.length} tasks of nobody`);
  const bad = tasks.filter(({ failure }) => failure !== undefined).length;
  return {
    promise: 'at most one task of a request succeeded or has an unknown fate',
    measured: `${tasks.length} tasks for ${byOwner.size} requests, ${bad} failed, ${repeated} requests had more than one`,
    breaches: breaches.slice(0, mostTold),
  };
}

function checkPace({ kie }: Town): Check {
  const at = kie
    .arrivals()
    .filter(({ path }) => /createTask$|generate$/.test(path))
    .map(({ wallAt }) => wallAt);
  let most = 0;
  for (let from = 0, to = 0; to < at.length; to += 1) {
    while ((at[to] ?? 0) - (at[from] ?? 0) >= windowMs) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return {
    promise: `at most ${mostInWindow} arrivals at the provider in any 10 s`,
    measured: `${at.length} arrivals, at most ${most} in 10 s`,
    breaches: most <= mostInWindow ? [] : [`${most} in 10 s`],
  };
}

/** A place is taken at admission and given back at the end. */
async function checkCaps(town: Town): Promise<Check> {
  const most = async (by: string) => {
    const [found] = await town.query<{ most: number }>(`
      with steps as (
        select user_id, admitted_at as at, 1 as step from generations where admitted_at is not null
        union all select user_id, ended_at, -1 from generations where admitted_at is not null and ended_at is not null)
      select coalesce(max(n), 0)::int as most from (
        select sum(step) over (${by} order by at, step rows unbounded preceding) as n from steps) as counted`);
    return found?.most ?? 0;
  };
  const [all, person] = [await most(''), await most('partition by user_id')];
  return {
    promise: `never more than ${caps.all} in work, ${caps.person} of a person`,
    measured: `at most ${all}, ${person} of a person`,
    breaches: all <= caps.all && person <= caps.person ? [] : [`${all} in work, ${person} of one`],
  };
}

async function checkFiles(town: Town): Promise<Check> {
  const without = await town.query(`
    select g.id, g.number::text from generations g
    where (g.status = 'COMPLETED' or g.came_late) and g.result_text is null and not exists (
      select from files f where f.generation_id = g.id and f.role = 'result' and f.state = 'stored')`);
  const [count] = await town.query<{ n: number }>(
    `select count(*)::int as n from files where state = 'stored' and role = 'result'`,
  );
  return {
    promise: 'the result of every completed one is stored: it stays in My works',
    measured: `${count?.n} results stored`,
    breaches: list(without),
  };
}

async function checkOutbox(town: Town): Promise<Check> {
  const states = await town.query<{ kind: string; state: string; n: number; repeats: number }>(`
    select kind, state, count(*)::int as n, sum(repeats)::int as repeats from outbox group by 1, 2 order by 1, 2`);
  const left = await town.query(`
    select id, kind, state, subject_id, attempts, repeats, reason, due_at from outbox
    where state in ('due', 'sending', 'parked') or (state = 'dropped' and kind like '%result')`);
  return {
    promise: 'every message was sent',
    measured: states
      .map(
        ({ kind, state, n, repeats }) =>
          `${n} ${kind} ${state}${repeats > 0 ? ` (${repeats} begun again)` : ''}`,
      )
      .join(', '),
    breaches: list(left),
  };
}

const wasReached = (row: Row, sends: readonly Send[]): boolean =>
  sends.some(
    ({ isMedia, chat, tokens }) =>
      isMedia &&
      chat === Number(row.telegram_id) &&
      row.token !== null &&
      tokens.includes(row.token),
  );

/** A single order is known by its words, a batch by the messages that its row names. */
async function checkDelivered(
  town: Town,
  rows: readonly Row[],
  sends: readonly Send[],
): Promise<Check> {
  const owed = rows.filter(
    ({ status, came_late, batch_id }) => came_late || (status === 'COMPLETED' && batch_id === null),
  );
  const missing = owed.filter((row) => !wasReached(row, sends));
  const batches = await town.query<{
    id: string;
    telegram_id: string;
    files: number;
    message_ids: number[][] | null;
  }>(`
    select g.batch_id as id, u.telegram_id::text, count(*)::int as files,
      (select o.message_ids from outbox o where o.kind = 'batch.result' and o.subject_id = g.batch_id) as message_ids
    from generations g join users u on u.id = g.user_id
      join files f on f.generation_id = g.id and f.role = 'result'
    where g.batch_id is not null and g.status = 'COMPLETED'
    group by g.batch_id, u.telegram_id`);
  const media = mediaOf(sends);
  const short = batches.filter(({ telegram_id, files, message_ids }) => {
    const ids = new Set((message_ids ?? []).flat());
    const there = [...ids].filter((id) => media.has(`${telegram_id} ${id}`));
    return there.length < files;
  });
  return {
    promise: 'every completed one reached its person, at the latest once they could be reached',
    measured: `${owed.length - missing.length} of ${owed.length} single ones, ${batches.length - short.length} of ${batches.length} batches with all their files`,
    breaches: [
      ...list(missing.map(({ id, number, token, status }) => ({ id, number, token, status }))),
      ...list(short),
    ],
  };
}

const mediaOf = (sends: readonly Send[]): ReadonlyMap<string, Send> =>
  new Map(
    sends
      .filter(({ isMedia }) => isMedia)
      .flatMap((send) => send.messageIds.map((id) => [`${send.chat} ${id}`, send] as const)),
  );

/** Media in a chat that no row of the outbox names: sent, and then its answer was lost. Each needs its reason. */
async function checkRepeats(
  town: Town,
  rows: readonly Row[],
  sends: readonly Send[],
): Promise<Check> {
  const named = await town.query<{ telegram_id: string; message_ids: number[][] }>(`
    select u.telegram_id::text, o.message_ids from outbox o join users u on u.id = o.user_id`);
  const known = new Set(
    named.flatMap(({ telegram_id, message_ids }) =>
      message_ids.flat().map((id) => `${telegram_id} ${id}`),
    ),
  );
  const unnamed = new Set(
    [...mediaOf(sends)].filter(([place]) => !known.has(place)).map(([, send]) => send),
  );
  const breaches = [...unnamed]
    .filter((send) => !isExcused(send, town.blows))
    .map((send) => `${send.tokens} ${send.method} at ${new Date(send.at).toISOString()}`);
  return {
    promise: 'sent again only when an answer was lost by a fault or a kill',
    measured: `${unnamed.size} sends whose answer was lost, ${twice(rows, sends).length} orders seen twice`,
    breaches: [
      ...breaches,
      ...twice(rows, sends).flatMap((own) =>
        unexcused(own, town.blows).map(
          (one) => `${one.tokens} ${one.method} again at ${new Date(one.at).toISOString()}`,
        ),
      ),
    ].slice(0, mostTold),
  };
}

/** Sends of single orders that came more often than there are results with these words. */
function twice(rows: readonly Row[], sends: readonly Send[]): Send[][] {
  const singles = Map.groupBy(
    rows.filter(({ batch_id, token }) => batch_id === null && token !== null),
    ({ token }) => token ?? '',
  );
  return [...singles].flatMap(([token, own]) => {
    const seen = sends.filter(
      (send) =>
        send.isMedia && send.chat === Number(own[0]?.telegram_id) && send.tokens.includes(token),
    );
    // A retry has the words of the one it repeats: two results are then two orders.
    const results = own.filter(({ status, came_late }) => status === 'COMPLETED' || came_late);
    return seen.length > Math.max(1, results.length) ? [seen] : [];
  });
}
