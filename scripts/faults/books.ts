import pg from 'pg';
import { createManualClock, credits } from '#kernel';
import { createLedger } from '#modules/ledger';
import { createClient } from '#platform/db';
import { createMemoryLog } from '#platform/log';
import { assign, judgeRepeats, missed } from './account.ts';
import type { Crowd } from './crowd.ts';
import { doubtful, type Line } from './scenes.ts';
import type { Stage } from './stage.ts';

interface Row {
  update_id: string;
  status: string;
  ended_at: Date | null;
}

const pressMs = 14_000;

const some = (things: readonly unknown[]) =>
  things.length === 0 ? '' : `: ${things.slice(0, 5).map(String).join(', ')}`;

/** Row by row: what people did, what they were told, and what is in the database. */
export async function readBooks(stage: Stage, crowd: Crowd): Promise<Line[]> {
  const { people } = crowd;
  const asked = people.flatMap((person) => person.asked);
  const rows: Row[] = await stage.query('select update_id, status, ended_at from inbox');
  const done = new Map(
    rows.flatMap(({ update_id, status, ended_at }) =>
      status === 'done' && ended_at ? [[Number(update_id), ended_at.getTime()] as const] : [],
    ),
  );
  const undone = asked.filter(({ updateId }) => !done.has(updateId));
  const chats = people.map((person) => assign(person.asked, person.said, done));
  const answered = chats.flatMap((chat) => chat.answered);
  const strange = chats.flatMap((chat) => chat.strange);
  const misses = missed(answered);
  const { repeated, inFlight, unexplained } = judgeRepeats(answered, stage.kills, done);
  const presses = people.reduce((sum, person) => sum + person.presses(), 0);
  const unanswered = people.flatMap((person) => person.unanswered);
  // A button stops waiting after 15 s: whoever was away that long comes too late for it.
  const tooLate = unanswered.filter(({ updateId, at }) => {
    const ended = done.get(updateId) ?? at;
    const wasAway = [...stage.kills, ...stage.outages].some(
      ({ signalAt, goneAt }) => signalAt < ended && goneAt > at - pressMs,
    );
    return wasAway && ended - at > pressMs;
  });
  const doubts = answered.reduce((sum, one) => sum + one.doubts.length, 0);
  return [
    {
      promise: 'every update is written down once and handled, none is given up',
      measured: `${rows.length} rows for ${asked.length} updates, ${undone.length} not done`,
      ok: rows.length === asked.length && undone.length === 0,
    },
    {
      promise: 'every message gets its own answer, in its turn and in the chosen language',
      measured: `${answered.length} asked, ${misses.length} without${some(misses.map(({ updateId, what }) => `${what} (${updateId})`))}, ${strange.length} strange${some(strange.map(({ text }) => text.slice(0, 40)))}`,
      ok: misses.length === 0 && strange.length === 0,
    },
    {
      promise: 'every press is answered',
      measured: `${presses} presses, ${unanswered.length - tooLate.length} unanswered, ${tooLate.length} too late after an outage of 15 s`,
      ok: unanswered.length === tooLate.length,
    },
    {
      promise: `answered twice only if its send was in flight at a kill (${stage.kills.length} kills -9)`,
      measured: `${repeated} answered twice, ${inFlight} sends in flight at the kills, ${unexplained.length} without that reason${some(unexplained.map(({ updateId, what }) => `${what} (${updateId})`))}`,
      ok: unexplained.length === 0 && repeated <= inFlight && stage.kills.length >= 20,
    },
    {
      promise: 'doubts are told only of what Telegram did not confirm',
      measured: `${doubts} doubts, ${doubtful.hung + doubtful.lost} not confirmed`,
      ok: doubts <= doubtful.hung + doubtful.lost,
    },
    ...(await readPeople(stage, crowd)),
    await readLedger(stage),
  ];
}

async function readPeople(stage: Stage, { people }: Crowd): Promise<Line[]> {
  const users = await stage.query('select id, telegram_id, locale, forgotten_at from users');
  const rowsOf = (person: (typeof people)[number]) =>
    users.filter(({ telegram_id: id }) => Number(id) === person.id);
  const wrong = people.filter(
    (person) => (rowsOf(person)[0]?.locale ?? undefined) !== person.chosen(),
  );
  const misknown = people.filter(
    (person) => rowsOf(person).length !== (person.isForgotten() ? 0 : 1),
  );
  const tombs = users.filter(({ forgotten_at: at }) => at !== null).map(({ id }) => String(id));
  const forgotten = people.flatMap((person) => person.forgotten);
  const isSame = tombs.toSorted().join() === forgotten.toSorted().join();
  return [
    {
      promise: 'every choice of a language is in force once: the row holds the last one',
      measured: `${people.length} people, ${wrong.length} with another language`,
      ok: wrong.length === 0,
    },
    {
      promise: 'every typed word deletes exactly whom it was asked of',
      measured: `${forgotten.length} words, ${tombs.length} tombstones, ${isSame ? 'the same people' : 'OTHER people'}; ${people.length - misknown.length} of ${people.length} known just as they should be`,
      ok: isSame && forgotten.length > 0 && misknown.length === 0,
    },
  ];
}

/** Whose question waits, by the rows. */
export async function askedPeople(stage: Stage): Promise<number[]> {
  const rows = await stage.query(
    `select key from kv_entries where key like 'question:%' and value::jsonb -> 'asked' ->> 'name' = 'delete_me'`,
  );
  return rows.map(({ key }) => Number(String(key).slice('question:'.length)));
}

async function readLedger(stage: Stage): Promise<Line> {
  const pool = new pg.Pool({ connectionString: stage.databaseUrl(), max: 1 });
  const ledger = createLedger({
    db: createClient(pool),
    clock: createManualClock(new Date()),
    log: createMemoryLog().log,
    secretKey: '',
    welcomeCredits: credits('0'),
  });
  const { breaches } = await ledger.reconcile();
  await pool.end();
  return {
    promise: 'the books of money add up',
    measured: `${breaches.length} breaches`,
    ok: breaches.length === 0,
  };
}
