// npm run chaos -- --minutes M --seed S [--redis]: many people order, cancel and try again while processes are killed,
// servers restarted and the provider and Telegram fail in every way they can. Then it settles and everything is counted
// from outside. Exit 1 when a promise is broken. `--keep` leaves the logs of the processes.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createChance } from './chaos/chance.ts';
import type { Check } from './chaos/check.ts';
import { check, checkTroubles } from './chaos/checks.ts';
import { gatherPeople } from './chaos/people.ts';
import { watchSends } from './chaos/sends.ts';
import { settle } from './chaos/settle.ts';
import { openTown } from './chaos/town.ts';
import { brewTroubles } from './chaos/troubles.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    people: { type: 'string', default: '16' },
    redis: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
const count = Number(values.people);
if (!(minutes > 0) || !Number.isInteger(seed) || !(count > 0)) {
  console.error('npm run chaos -- --minutes 2 --seed 1 [--people 16] [--redis] [--keep]');
  process.exit(2);
}

const startedAt = performance.now();
// A machine may be slow, a check may not be endless: whatever the start has cost, people go home in time for the rest,
// and what has not settled by the end is told as a breach.
const homeBy = startedAt + minutes * 60_000 + 50_000;
const settledBy = homeBy + 130_000;
const overBy = settledBy + 30_000;
const closeMs = 15_000;
const say = (text: string) =>
  console.error(
    `${String(Math.round((performance.now() - startedAt) / 1000)).padStart(5)} s  ${text}`,
  );
const table = (counts: Record<string, unknown>): string =>
  Object.entries(counts)
    .map(([name, n]) => `${name} ${typeof n === 'object' ? JSON.stringify(n) : n}`)
    .join(', ');

const chance = createChance(seed);
const town = await openTown({ withRedis: values.redis });
setTimeout(async () => {
  console.error(`This machine was too slow: nothing is proven. The logs are in ${town.logDir}`);
  await Promise.race([town.close({ keep: true }), pause(closeMs)]);
  process.exit(1);
}, overBy - performance.now()).unref();
const sends = watchSends(town.telegram);
say('the processes are ready');
// As much as the provider takes, or a little less.
const crowd = gatherPeople(town, chance.fork('people'), { count, restMs: count * 800 });
await crowd.begin();
const troubles = brewTroubles(town, chance.fork('troubles'), { isShort: minutes < 5 });
troubles.begin();

const endAt = Math.min(performance.now() + minutes * 60_000, homeBy);
while (performance.now() < endAt) {
  await pause(Math.min(20_000, Math.max(100, endAt - performance.now())));
  say(
    `${crowd.counts.ordered} orders, ${sends.filter(({ isMedia }) => isMedia).length} media sent`,
  );
}
await crowd.end();
await troubles.end();
say('people rest, nothing fails any more');
const reconciled = await settle(town, { people: crowd.people, say, endBy: settledBy });
const checks = [
  checkTroubles(troubles.counts, crowd.counts),
  ...(await check(town, { counts: crowd.counts, sends, reconciled })),
];

console.log(`people    ${table({ ...crowd.counts })}`);
console.log(`troubles  ${table(troubles.counts)}`);
console.log(['', '| promise | measured | kept |', '|---|---|---|', ...checks.map(line)].join('\n'));
for (const { promise, breaches } of checks.filter(({ breaches }) => breaches.length > 0))
  console.log(`\n${promise}:\n${breaches.map((one) => `  ${one}`).join('\n')}`);
const isKept = checks.every(({ breaches }) => breaches.length === 0);
const keep = values.keep || !isKept;
await town.close({ keep });
if (keep) console.error(`The logs of the processes are in ${town.logDir}`);
process.exit(isKept ? 0 : 1);

function line({ promise, measured, breaches }: Check): string {
  return `| ${promise} | ${measured} | ${breaches.length === 0 ? 'yes' : 'NO'} |`;
}
