import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { until } from '#testing';

const told = `import './prelude.js';
process.once('SIGTERM', () => { console.log('told to end'); process.exit(); });
setInterval(() => undefined, 1_000);
console.log('running', process.pid);`;

// A shell in between would end on the signal and leave the program behind.
test('what npm start has started hears what npm is told', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'jackdraw-npm-start-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  mkdirSync(join(dir, 'src'));
  const { start } = JSON.parse(readFileSync('package.json', 'utf8')).scripts;
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ type: 'module', scripts: { start } }));
  writeFileSync(join(dir, 'src', 'prelude.js'), readFileSync(join('src', 'prelude.js')));
  writeFileSync(join(dir, 'src', 'main.ts'), told);

  const npm = spawn('npm', ['start', '--silent'], { cwd: dir });
  const lines: string[] = [];
  createInterface(npm.stdout).on('line', (line) => lines.push(line));
  const ended = once(npm, 'exit');
  await until('it runs', () => lines.length > 0);
  const [, pid] = /^running (\d+)$/.exec(lines[0] ?? '') ?? [];
  assert.ok(pid, lines.join());
  t.after(() => endIfThere(Number(pid)));
  npm.kill('SIGTERM');
  await until('it was told', () => lines.includes('told to end'));
  await ended;
});

function endIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    assert.ok(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
