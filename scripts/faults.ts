// npm run faults: people talk to the product while it is killed and its neighbours fail, then all is counted, row by row.
// `-- --redis` gives it a Redis that fails too. Exit 1 when a promise is broken.

import { until } from '#testing';
import { askedPeople, readBooks } from './faults/books.ts';
import { gatherCrowd, inTime } from './faults/crowd.ts';
import {
  killedAlone,
  killedOfTwo,
  type Line,
  leftBehind,
  troubledTelegram,
  uncaught,
  withoutPostgres,
  withoutRedis,
} from './faults/scenes.ts';
import { isIdle, openStage } from './faults/stage.ts';

const scenes = {
  killedAlone,
  killedOfTwo,
  withoutPostgres,
  withoutRedis,
  troubledTelegram,
  uncaught,
};
const stage = await openStage({ withRedis: process.argv.includes('--redis') });
const crowd = gatherCrowd(stage);
const lines: Line[] = [];

crowd.begin();
for (const [name, scene] of Object.entries(scenes)) {
  console.error(`${name}, ${crowd.heard()} answers so far`);
  lines.push(...(await scene(stage, crowd)));
}

console.error('the last words');
const last = stage.start();
const isHeard = await crowd.end();
lines.push({
  promise: 'nobody waits for ever',
  measured: isHeard ? 'all were answered' : 'SOMEBODY still waits',
  ok: isHeard,
});
lines.push(await inTheMiddle());
lines.push(...(await leftBehind(stage, crowd)));
lines.push(...(await readBooks(stage, crowd)));
const exits = stage.stops.map(({ code }) => code);
const longest = Math.max(...stage.stops.map(({ ms }) => ms));
lines.push(
  {
    promise: 'SIGTERM under load ends with exit 0 within 10 s',
    measured: `${exits.length} times, exit ${[...new Set(exits)].join(', ')}, at most ${(longest / 1_000).toFixed(1)} s`,
    ok: exits.every((code) => code === 0) && longest <= 10_000,
  },
  {
    promise: 'nothing ends that should not',
    measured: stage.surprises.length === 0 ? 'nothing did' : stage.surprises.join('; '),
    ok: stage.surprises.length === 0,
  },
);

/** A question is open, nothing else is in work, the process is killed: the word is still taken, and nothing is said twice. */
async function inTheMiddle(): Promise<Line> {
  const curious = crowd.people.slice(0, 5);
  const promise = 'a question that waits at a kill is answered after it';
  if (!(await inTime(Promise.all(curious.map((person) => person.openQuestion())))))
    return { promise, measured: 'NOT asked', ok: false };
  // An answer is heard a moment before its question is written down.
  await until('all is written down', () => isIdle(stage));
  const rows = await askedPeople(stage);
  const isWritten =
    rows.toSorted().join() ===
    curious
      .map(({ id }) => id)
      .toSorted()
      .join();
  await stage.kill(last);
  const next = stage.start();
  const isOver = await inTime(Promise.all(curious.map((person) => person.answerTheWord())));
  await until('all is written down', () => isIdle(stage));
  const open = await askedPeople(stage);
  await stage.stop(next);
  return {
    promise,
    measured: `${rows.length} questions in the rows, ${isOver ? 'all answered' : 'NOT all answered'}, ${open.length} left open`,
    ok: isWritten && isOver && open.length === 0,
  };
}

console.log(
  [
    '| promise | measured | kept |',
    '|---|---|---|',
    ...lines.map(
      ({ promise, measured, ok }) => `| ${promise} | ${measured} | ${ok ? 'yes' : 'NO'} |`,
    ),
  ].join('\n'),
);
await stage.close();
process.exit(lines.every(({ ok }) => ok) ? 0 : 1);
