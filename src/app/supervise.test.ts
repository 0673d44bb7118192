import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./fixtures/supervised.ts', import.meta.url));

function run(t: TestContext, way: string, through: string[] = []) {
  const [command = '', ...words] = [...through, process.execPath, program, way];
  const child = spawn(command, words);
  t.after(() => child.kill('SIGKILL'));
  const lines: string[] = [];
  const waiting = new Map<string, () => void>();
  createInterface(child.stdout).on('line', (line) => {
    const { msg } = JSON.parse(line);
    lines.push(line);
    waiting.get(msg)?.();
  });
  const said = (msg: string) =>
    lines.some((line) => line.includes(`"${msg}"`))
      ? Promise.resolve()
      : new Promise<void>((resolve) => waiting.set(msg, resolve));
  const written = once(child.stdout, 'close');
  return { child, lines, said, written, exited: once(child, 'exit') };
}

function endIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    assert.ok(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  test(`${signal} stops cleanly`, async (t) => {
    const { child, said, exited, lines } = run(t, 'well');
    await said('running');
    child.kill(signal);
    assert.deepEqual(await exited, [0, null]);
    assert.match(lines.join(), new RegExp(`${signal}.*stopping.*stop called`, 's'));
  });

test('a second signal exits at once', async (t) => {
  const { child, said, exited } = run(t, 'hang');
  await said('running');
  child.kill('SIGTERM');
  await said('stop called');
  child.kill('SIGINT');
  assert.deepEqual(await exited, [130, null]);
});

test('one Ctrl+C that arrives twice, from the terminal and from npm, is one', async (t) => {
  const { child, said, exited } = run(t, 'twice');
  await said('running');
  child.kill('SIGINT');
  assert.deepEqual(await exited, [0, null]);
});

test('whoever follows its parent stops cleanly when that one was killed', async (t) => {
  const { child, said, lines, written } = run(t, 'follow', ['sh', '-c', '"$0" "$@" & wait']);
  await said('running');
  const { pid } = JSON.parse(lines[0] ?? '');
  t.after(() => endIfThere(pid));
  child.kill('SIGKILL');
  await said('stop called');
  // The pipe ends with the last who could write to it.
  await written;
});

for (const way of ['reject', 'throw'])
  test(`what nobody caught (${way}) is logged, stops cleanly and exits 1`, async (t) => {
    const { exited, lines } = run(t, way);
    assert.deepEqual(await exited, [1, null]);
    const fatal = lines.find((line) => line.includes('"crash"'));
    assert.match(fatal ?? '', /nobody caught me.*supervised\.ts/);
    assert.ok(lines.some((line) => line.includes('stop called')));
  });
