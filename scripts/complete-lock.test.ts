import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';

const script = resolve('scripts/complete-lock.ts');
const run = (cwd: string, ...words: string[]) =>
  spawnSync(process.execPath, [script, ...words], { cwd, encoding: 'utf8' });

const lockShape = z.looseObject({ packages: z.record(z.string(), z.looseObject({})) });
const readLock = (dir: string) =>
  lockShape.parse(JSON.parse(readFileSync(join(dir, 'package-lock.json'), 'utf8')));

function copyOfTheLock(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'jackdraw-lock-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  cpSync('package-lock.json', join(dir, 'package-lock.json'));
  return dir;
}

test('the lock file names the binaries of every platform, so that npm ci takes it', () => {
  const { status, stderr } = run('.', '--check');
  assert.equal(status, 0, stderr);
});

test('what npm left out is told, and put back for its platform only', (t) => {
  const dir = copyOfTheLock(t);
  const lock = readLock(dir);
  const name = 'node_modules/@biomejs/cli-linux-arm64-musl';
  delete lock.packages[name];
  writeFileSync(join(dir, 'package-lock.json'), JSON.stringify(lock));
  const checked = run(dir, '--check');
  assert.equal(checked.status, 1);
  assert.match(checked.stderr, /not in package-lock\.json: @biomejs\/cli-linux-arm64-musl@/);
  assert.equal(run(dir).status, 0);
  assert.equal(run(dir, '--check').status, 0);
  const { os, cpu, libc, optional } = readLock(dir).packages[name] ?? {};
  assert.deepEqual(
    { os, cpu, libc, optional },
    { os: ['linux'], cpu: ['arm64'], libc: ['musl'], optional: true },
  );
});
