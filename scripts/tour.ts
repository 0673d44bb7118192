// npm run tour -- [--models N] [--seed S] [--at-once K] [NAME …]: a scripted person orders every model that is for sale
// through the chat, with random valid answers, and has it delivered; follow-ups from a result they fit. Prints a table,
// with the reason for each model that is not sold. Exit 1 when one was not delivered.
import { parseArgs } from 'node:util';
import type { Model } from '#modules/catalogue';
import { createChance } from '#modules/catalogue/form/walk';
import { openTown } from './tour/town.ts';
import { type Visit, visit } from './tour/visit.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    models: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '6' },
  },
});
const [seed, atOnce] = [Number(values.seed), Number(values['at-once'])];
const most = values.models === undefined ? Number.POSITIVE_INFINITY : Number(values.models);
if (!Number.isInteger(seed) || !(atOnce >= 1) || !(most >= 1)) {
  console.error('npm run tour -- [--models N] [--seed S] [--at-once K] [NAME …]');
  process.exit(2);
}

const town = await openTown();
const { catalogue } = town.app;
const isNamed = ({ id }: Model) =>
  positionals.length === 0 || positionals.some((name) => id.includes(name));
const named = catalogue.models.filter(isNamed);
const reasons = new Map(named.map((model) => [model.id, reasonOf(model)]));
const sold = shuffled(named.filter(({ id }) => reasons.get(id) === undefined));
const chosen = sold.slice(0, most);
const visits: Visit[] = [];

const queue = [...chosen];
await Promise.all(
  Array.from({ length: Math.min(atOnce, queue.length) }, async () => {
    for (let model = queue.shift(); model; model = queue.shift()) {
      const seen = await visit(town, model, createChance(seed + hashOf(model.id)));
      visits.push(seen);
      const { problem, delivered } = seen;
      console.error(`${visits.length}/${chosen.length} ${model.id}: ${problem ?? delivered}`);
    }
  }),
);

visits.sort((a, b) => (a.model.id < b.model.id ? -1 : 1));
const width = Math.max(10, ...named.map(({ id }) => id.length));
console.log(`${'model'.padEnd(width)}  credits  steps  seconds  delivered as`);
for (const { model, price = '', steps, ms, delivered, problem } of visits)
  console.log(
    [
      model.id.padEnd(width),
      price.padStart(7),
      String(steps).padStart(5),
      (ms / 1_000).toFixed(1).padStart(7),
      problem === undefined ? delivered : `NOT DELIVERED: ${problem}`,
    ].join('  '),
  );
if (most === Number.POSITIVE_INFINITY) {
  console.log('\nnot for sale:');
  for (const { id } of named) {
    const reason = reasons.get(id);
    if (reason !== undefined) console.log(`${id.padEnd(width)}  ${reason}`);
  }
}
const lost = chosen.filter(({ id }) => catalogue.whyNotSold(id) !== undefined);
for (const { id } of lost) console.log(`taken off sale on the way, at a loss: ${id}`);
const failed = visits.filter(({ problem }) => problem !== undefined);
const refusals = town.refusals();
const errors = town.errors();
console.log(
  `\n${visits.length - failed.length} of ${visits.length} models delivered; ${refusals.length} refused or strange calls; ${errors.length} errors`,
);
for (const text of new Set(refusals)) console.log(`refused: ${text}`);
for (const line of errors.slice(0, 20)) console.log(`error: ${JSON.stringify(line).slice(0, 400)}`);
await town.close();
process.exit(failed.length + lost.length + refusals.length + errors.length > 0 ? 1 : 0);

/** Why nobody can order it; what sells only on a result needs a model that makes one. */
function reasonOf({ id, followUp }: Model): string | undefined {
  const reason = catalogue.whyNotSold(id);
  if (reason !== undefined || !followUp) return reason;
  const hasSource = catalogue
    .groups()
    .some(({ models }) =>
      models.some((source) => catalogue.followUps(source.id).some((one) => one.id === id)),
    );
  return hasSource ? undefined : 'goes on from nothing that is sold';
}

function shuffled<T>(list: readonly T[]): T[] {
  const chance = createChance(seed);
  return list
    .map((one) => ({ one, at: chance.below(1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

function hashOf(text: string): number {
  let hash = 0;
  for (const char of text) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return hash;
}
