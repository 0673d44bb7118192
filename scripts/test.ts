// Runs the tests and fails unless every chosen file ran at least one test.
// `npm test`: all but *.redis.test.ts and *.page.test.ts; `--all`: every one; other words pick files by path.
import { globSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const words = process.argv.slice(2);
const all = words.includes('--all');
const picks = words.filter((word) => !word.startsWith('--'));
const needsMore = (file: string) => /\.(redis|page)\.test\.ts$/.test(file);
const isLong = (file: string) => /\/e2e\/|\.page\.test|embedded|\/queue\//.test(file);

const found = globSync(['src/**/*.test.ts', 'scripts/**/*.test.ts']).sort();
const wanted =
  picks.length === 0 ? found : found.filter((file) => picks.some((pick) => file.includes(pick)));
const files = wanted.filter((file) => all || picks.length > 0 || !needsMore(file));
// Stories of the whole app take longest: begun first, none is left running alone at the end.
files.sort((a, b) => Number(isLong(b)) - Number(isLong(a)));
const leftOut = wanted.filter((file) => !files.includes(file));

if (files.length === 0) {
  console.error(`no test file matches ${picks.join(' ') || 'src/**/*.test.ts'}`);
  process.exit(1);
}

// Each file is a process of its own, and most of its start is compiling what the one before it compiled.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache');

const ran = new Map<string, number>();
const failed = new Set<string>();

// The types lag behind Node here: run() takes the global setup that --test-global-setup takes.
const options: NonNullable<Parameters<typeof run>[0]> & { globalSetupPath: string } = {
  files: files.map((file) => resolve(file)),
  // Half of a test is waiting for a server: two a core keep the cores busy. A browser wants one for itself.
  concurrency: (all ? 1 : 2) * Math.max(2, availableParallelism()),
  globalSetupPath: resolve('src/testing/global-setup.ts'),
};
const stream = run(options);
// A file without tests passes as one test that is called like the file.
stream.on('test:pass', ({ file, name, skip, todo }) => {
  if (file && resolve(name) !== file && skip === undefined && todo === undefined)
    ran.set(file, (ran.get(file) ?? 0) + 1);
});
stream.on('test:fail', ({ file }) => {
  if (file) failed.add(file);
});
stream.compose(new spec()).pipe(process.stdout);
stream.on('end', () => {
  const notRun = files.filter((file) => !ran.has(resolve(file)) && !failed.has(resolve(file)));
  for (const file of notRun) console.error(`not run: ${file}`);
  if (leftOut.length > 0)
    console.log(
      `left out (npm run test:all runs them, with Redis and Chromium): ${leftOut.join(', ')}`,
    );
  if (failed.size > 0 || notRun.length > 0) process.exitCode = 1;
});
