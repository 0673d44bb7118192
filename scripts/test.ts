// Runs the tests and fails unless every chosen file ran at least one test.
// `npm test`: all but *.redis.test.ts, *.page.test.ts (a browser) and *.program.test.ts (programs started and killed, again
// and again); `--all`: every one; other words pick files by path.
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { planProcesses } from './test/plan.ts';

const words = process.argv.slice(2);
const all = words.includes('--all');
const picks = words.filter((word) => !word.startsWith('--'));
const needsMore = (file: string) => /\.(redis|page|program)\.test\.ts$/.test(file);

const found = globSync(['src/**/*.test.ts', 'scripts/**/*.test.ts']).sort();
const wanted =
  picks.length === 0 ? found : found.filter((file) => picks.some((pick) => file.includes(pick)));
const files = wanted.filter((file) => all || picks.length > 0 || !needsMore(file));
const leftOut = wanted.filter((file) => !files.includes(file));

if (files.length === 0) {
  console.error(`no test file matches ${picks.join(' ') || 'src/**/*.test.ts'}`);
  process.exit(1);
}

// Most of a process's start is compiling what the one before it compiled.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache');

// run() starts files: so each process is one, which names the tests it is to load.
const dir = mkdtempSync(join(tmpdir(), 'jackdraw-plan-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
const group = JSON.stringify(new URL('test/group.ts', import.meta.url).href);
const processes = new Map(
  planProcesses(files).map((together, at) => {
    const entry = join(dir, `${String(at + 1).padStart(3, '0')}.mjs`);
    const text = `import { runTogether } from ${group};\nrunTogether(${JSON.stringify(together)});\n`;
    writeFileSync(entry, text);
    return [entry, together];
  }),
);

const passed = new Set<string>();
const failed = new Set<string>();
let failures = 0;

// The types lag behind Node here: run() takes the global setup that --test-global-setup takes.
const options: NonNullable<Parameters<typeof run>[0]> & { globalSetupPath: string } = {
  files: [...processes.keys()],
  // Half of a test is waiting for a server: two a core keep the cores busy. A browser wants one for itself.
  concurrency: (all ? 1 : 2) * Math.max(2, availableParallelism()),
  globalSetupPath: resolve('src/testing/global-setup.ts'),
};
const stream = run(options);
stream.on('test:pass', ({ name, nesting, details }) => {
  if (nesting === 0 && details.type === 'suite') passed.add(name);
});
stream.on('test:fail', ({ name, nesting }) => {
  failures += 1;
  if (nesting !== 0) return;
  // Who fails by the name of its process was all right until the process ended.
  const together = processes.get(resolve(name));
  if (together) console.error(`failed: the process of ${together.join(', ')}`);
  else failed.add(name);
});
stream.compose(new spec()).pipe(process.stdout);
stream.on('end', () => {
  for (const file of files.filter((one) => failed.has(one))) console.error(`failed: ${file}`);
  const notRun = files.filter((file) => !passed.has(file) && !failed.has(file));
  for (const file of notRun) console.error(`not run: ${file}`);
  if (leftOut.length > 0)
    console.log(`left out (npm run test:all runs them): ${leftOut.join(', ')}`);
  if (failures > 0 || notRun.length > 0) process.exitCode = 1;
});
