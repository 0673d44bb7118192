import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { createStolotoSandbox } from '#sandbox/stoloto';
import { createTestDatabase, until } from '#testing';

const program = join(import.meta.dirname, 'fixtures', 'crowd.ts');
const processes = 3;
const each = 334;
// Six calls a second apart, and the time processes need on a busy machine.
const patienceMs = 120_000;

test('a thousand cold requests in three processes make one call a section, a second apart', async (t) => {
  const { url: databaseUrl } = await createTestDatabase(t);
  const sandbox = createStolotoSandbox({ history: 100 });
  const { url } = await sandbox.start();
  t.after(sandbox.stop);
  const crowd = Array.from({ length: processes }, () => {
    const child = spawn(process.execPath, [program, databaseUrl, url, `${each}`], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    t.after(() => child.kill('SIGKILL'));
    const lines: string[] = [];
    createInterface(child.stdout).on('line', (line) => lines.push(line));
    return { child, lines, exited: once(child, 'exit') };
  });
  const areReady = () => crowd.every(({ lines }) => lines.includes('ready'));
  await until('all of them are ready', areReady, patienceMs);
  for (const { child } of crowd) child.stdin.write('go\n');
  const areDone = () => crowd.every(({ lines }) => lines.some((line) => line.startsWith('fresh')));
  await until('all of them have all answers', areDone, patienceMs);
  for (const { exited } of crowd) assert.deepEqual(await exited, [0, null]);
  assert.deepEqual(
    crowd.map(({ lines }) => lines.at(-1)),
    crowd.map(() => `fresh ${each}`),
  );

  const arrivals = sandbox.control.arrivals();
  const calls = arrivals.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
  assert.deepEqual(calls.toSorted(), [
    'details',
    'info-new',
    'list',
    'main-categories',
    'news',
    'tabs',
  ]);
  assert.ok(arrivals.every(({ status }) => status === 200));
  const gaps = arrivals.slice(1).map(({ at }, i) => at - (arrivals[i]?.at ?? 0));
  assert.ok(
    gaps.every((gap) => gap >= 1_000),
    `calls came ${gaps} ms apart`,
  );
});
