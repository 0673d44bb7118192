import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Admission, mostAdmitted, overAdmitted } from './admissions.ts';
import { type Check, list, mostTold, type Row } from './check.ts';
import { checkDelivered, checkRepeats } from './check-messages.ts';
import { checkLate, checkPace, checkTasks } from './check-provider.ts';
import type { Counts } from './people.ts';
import type { Send } from './sends.ts';
import { caps, type Town } from './town.ts';

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
    await checkLate(town),
    checkPace(town),
    await checkCaps(town),
    await checkFiles(town),
    await checkOutbox(town),
    await checkDelivered(town, rows, seen.sends),
    await checkRepeats(town, rows, seen.sends),
    { promise: 'no process ends by itself', measured: '', breaches: town.surprises },
  ];
}

const told = (at: unknown): string => (at instanceof Date ? at.toISOString() : 'never');

const leastOrders = 10;

/** A quiet run proves nothing. */
export function checkTroubles(troubles: Readonly<Record<string, number>>, counts: Counts): Check {
  const sum = (of: RegExp) =>
    Object.entries(troubles).reduce((total, [name, n]) => total + (of.test(name) ? n : 0), 0);
  const figures = {
    orders: counts.ordered,
    ends: sum(/^SIG/),
    outages: sum(/^(postgres|redis)/),
    provider: sum(/^provider/),
    telegram: sum(/^telegram/),
  };
  const { orders, ...rest } = figures;
  const isQuiet = orders < leastOrders || Object.values(rest).some((n) => n === 0);
  return {
    promise: 'there was something to disturb, and every kind of trouble came',
    measured: `${orders} orders, ${figures.ends} ends of processes, ${figures.outages} outages of servers, ${figures.provider} faults of the provider, ${figures.telegram} of Telegram`,
    breaches: isQuiet
      ? [
          'too little happened in this run to prove anything: run it again on a machine with less to do',
        ]
      : [],
  };
}

function checkBooks(reconciled: unknown): Check {
  const books = Array.isArray(reconciled) ? reconciled : [];
  const breaches = books.flatMap((book) => list(book.breaches));
  const isRead = books.length === 2;
  return {
    promise: 'the books add up: money, and holds beside generations',
    measured: books.map(({ figures }) => JSON.stringify(figures)).join(' '),
    breaches: isRead ? breaches : [`no process could reconcile: ${JSON.stringify(reconciled)}`],
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
    breaches: live
      .slice(0, mostTold)
      .map(
        ({ id, number, status, certainty, due_at, expires_at, attempt }) =>
          `generation ${number} (${id}) is still ${status} ${certainty} in attempt ${attempt}, due ${told(due_at)}, expires ${told(expires_at)}`,
      ),
  };
}

/** What people were told was taken is there, once each. */
function checkOrders(rows: readonly Row[], counts: Counts): Check {
  const told = counts.ordered + counts.doubled + counts.retried;
  const isEqual = told === rows.length;
  return {
    promise: 'one order is one row, however often it was sent',
    measured: `${told} orders were confirmed to people, ${rows.length} rows`,
    breaches: isEqual
      ? []
      : [
          `${told} orders were confirmed to people and ${rows.length} rows are there: one was lost or doubled`,
        ],
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
    breaches: wrong
      .slice(0, mostTold)
      .map(
        ({ id, status, holds, captures, releases }) =>
          `generation ${id} is ${status} with ${holds ?? 0} holds, ${captures ?? 0} captures, ${releases ?? 0} releases`,
      ),
  };
}

/** As the database counted it at every admission, by no clock. */
async function checkCaps(town: Town): Promise<Check> {
  const [most] = await town.query<{ admitted: number; in_all: number; of_person: number }>(
    mostAdmitted,
  );
  const over = await town.query<Admission>(overAdmitted, [caps.all, caps.person]);
  const [missed] = await town.query<{ n: number }>(`
    select count(*)::int as n from generations g where g.admitted_at is not null
      and not exists (select from chaos.admissions a where a.generation_id = g.id)`);
  return {
    promise: `never more than ${caps.all} in work, ${caps.person} of a person`,
    measured: `${most?.admitted} admissions, at most ${most?.in_all} in work, ${most?.of_person} of a person`,
    breaches: [
      ...over.map(
        ({ generation_id, in_all, of_person }) =>
          `when generation ${generation_id} was admitted, ${in_all} were in work, ${of_person} of its person`,
      ),
      ...(missed?.n ? [`${missed.n} were admitted and nobody counted`] : []),
    ],
  };
}

async function checkFiles(town: Town): Promise<Check> {
  const without = await town.query(`
    select g.id, g.number::text from generations g
    where (g.status = 'COMPLETED' or g.came_late) and g.result_text is null and not exists (
      select from files f where f.generation_id = g.id and f.role = 'result' and f.state = 'stored')`);
  const stored = await town.query<{ id: string; size_bytes: string }>(
    `select id, size_bytes::text from files where state = 'stored'`,
  );
  const broken = stored.filter(({ id, size_bytes }) => {
    const path = join(town.filesDir, id.slice(-2), id);
    return statSync(path, { throwIfNoEntry: false })?.size !== Number(size_bytes);
  });
  return {
    promise: 'the result of every completed one is stored, whole: it stays in My works',
    measured: `${stored.length} files with their bytes`,
    breaches: [
      ...without.map(
        ({ id, number }) => `generation ${number} (${id}) has a result and no file of it`,
      ),
      ...broken.map(
        ({ id, size_bytes }) => `file ${id} is not on the disk with its ${size_bytes} bytes`,
      ),
    ].slice(0, mostTold),
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
    breaches: left
      .slice(0, mostTold)
      .map(
        ({ id, kind, state, subject_id, attempts, repeats, reason, due_at }) =>
          `message ${id} (${kind} about ${subject_id}) is ${state} ${reason ?? ''} after ${attempts} tries and ${repeats} repeats, due ${told(due_at)}`,
      ),
  };
}
