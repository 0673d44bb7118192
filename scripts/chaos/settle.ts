import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from './people.ts';
import type { Town } from './town.ts';

const minute = 60_000;
const hour = 60 * minute;
// The lost answer of a paid call, a task without end, a result that comes late, a place in the line: each has its hour.
const steps = [
  0,
  16 * minute,
  31 * minute,
  hour,
  3 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  12 * hour,
];
const quietMs = 8_000;
const askEveryMs = 500;

export interface SettleInput {
  people: readonly Person[];
  say: (text: string) => void;
  /** By `performance.now()`: what has not come to its end by then is counted as it is. */
  endBy: number;
}

/** Nothing fails any more: the queue runs empty, and time passes until everything that has an hour has had it. */
export async function settle(town: Town, { people, say, endBy }: SettleInput): Promise<unknown> {
  town.telegram.release();
  await town.kie.releaseCallbacks();
  await town.allReady();
  for (const { telegramId: user } of people) {
    town.telegram.block({ user, blocked: false });
    town.telegram.send({ user, text: '/start' });
  }
  for (const ms of steps) {
    if (ms > 0) await town.clock.leap({ ms });
    await untilQuiet(town, endBy);
    const { live, unsent } = await left(town);
    say(`${Math.round(ms / minute)} min later: ${live} live, ${unsent} messages to be sent`);
  }
  const answer = await town.ask({ verb: 'reconcile' }, (from) => {
    const [first] = from;
    if (!first) throw new Error('no process takes orders');
    return first;
  });
  return answer?.ok ? answer.value : answer;
}

async function left(town: Town): Promise<{ live: number; unsent: number; mark: string }> {
  const [found] = await town.query<{ live: number; unsent: number; mark: string }>(`
    select (select count(*)::int from generations where status in ('PENDING', 'PROCESSING')) as live,
      (select count(*)::int from outbox where state in ('due', 'sending')) as unsent,
      (select count(*) || ' ' || coalesce(sum(attempt + looks), 0) || ' ' || count(ended_at) || ' ' || count(submitted_at) from generations)
        || ' ' || (select count(*) || ' ' || coalesce(sum(rev), 0) || ' ' || count(sent_at) from outbox) as mark`);
  if (!found) throw new Error('nothing was counted');
  return found;
}

/** Nothing is left, or nothing has moved for a while. */
async function untilQuiet(town: Town, endBy: number): Promise<void> {
  let mark = '';
  let since = performance.now();
  while (performance.now() < endBy) {
    const found = await left(town);
    const now = JSON.stringify(found);
    if (now !== mark) since = performance.now();
    mark = now;
    const patienceMs = found.live + found.unsent === 0 ? 3_000 : quietMs;
    if (performance.now() - since > patienceMs) return;
    await pause(askEveryMs);
  }
}
