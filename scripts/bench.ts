// Figures of the whole product and of its parts on this machine, as one table. Compare ratios within one run:
// machines are shared and noisy. `npm run bench -- bot cache` picks sections, `--write` keeps the table in docs/bench.md.
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { type Row, toTable } from './bench/table.ts';

// Forms come first and each is loaded when its turn comes: what is in memory is part of their figures.
const sections: Record<string, () => Promise<Row[]>> = {
  forms: async () => (await import('./bench/forms.ts')).benchForms(),
  sandbox: async () => (await import('./bench/sandbox.ts')).benchSandbox(),
  bot: async () => (await import('./bench/bot.ts')).benchBot(),
  create: async () => (await import('./bench/create.ts')).benchCreate(),
  start: async () => (await import('./bench/start.ts')).benchStart(),
  cache: async () => (await import('./bench/cache.ts')).benchCache(),
  queue: async () => (await import('./bench/queue.ts')).benchQueue(),
  generations: async () => (await import('./bench/generations.ts')).benchGenerations(),
  outbox: async () => (await import('./bench/outbox.ts')).benchOutbox(),
  lottery: async () => (await import('./bench/lottery.ts')).benchLottery(),
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
