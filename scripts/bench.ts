// Figures of the whole product and of its parts on this machine, as one table. Compare ratios within one run:
// machines are shared and noisy. `npm run bench -- bot cache` picks sections, `--write` keeps the table in docs/bench.md.
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { benchBot } from './bench/bot.ts';
import { benchCache } from './bench/cache.ts';
import { benchCreate } from './bench/create.ts';
import { benchForms } from './bench/forms.ts';
import { benchGenerations } from './bench/generations.ts';
import { benchLottery } from './bench/lottery.ts';
import { benchOutbox } from './bench/outbox.ts';
import { benchQueue } from './bench/queue.ts';
import { benchSandbox } from './bench/sandbox.ts';
import { benchStart } from './bench/start.ts';
import { type Row, toTable } from './bench/table.ts';

const sections: Record<string, () => Promise<Row[]>> = {
  sandbox: benchSandbox,
  bot: benchBot,
  create: benchCreate,
  start: benchStart,
  cache: benchCache,
  queue: benchQueue,
  forms: benchForms,
  generations: benchGenerations,
  outbox: benchOutbox,
  lottery: benchLottery,
};

const words = process.argv.slice(2);
const picked = words.filter((word) => !word.startsWith('--'));
const unknown = picked.filter((word) => !(word in sections));
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(', ')}; there are: ${Object.keys(sections).join(', ')}`);
  process.exit(1);
}

const rows: Row[] = [];
for (const [name, bench] of Object.entries(sections)) {
  if (picked.length > 0 && !picked.includes(name)) continue;
  console.error(`measuring: ${name}`);
  rows.push(...(await bench()));
}

const table = [
  `Node ${process.version}, ${availableParallelism()} cores, everything on this one machine.`,
  '',
  toTable(rows),
].join('\n');
console.log(table);

if (words.includes('--write'))
  await writeFile(
    'docs/bench.md',
    `# Benchmarks\n\nMade by \`npm run bench -- --write\`. Read the figures as ratios within one run: machines are shared and noisy.\n\n${table}\n`,
  );
process.exit(0);
