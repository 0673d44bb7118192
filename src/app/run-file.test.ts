import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { listRunning, removeRunFile, writeRunFile } from './run-file.ts';

test('only processes that live are listed, what others left is cleared away', (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'jackdraw-run-'));
  t.after(() => rmSync(dataDir, { recursive: true }));
  assert.deepEqual(listRunning(dataDir), []);
  const facts = { pid: process.pid, startedAt: '2026-01-01T00:00:00.000Z', roles: ['bot'] };
  writeRunFile(dataDir, facts);
  // Above the largest pid that Linux gives out.
  writeRunFile(dataDir, { ...facts, pid: 2 ** 22 + 1 });
  writeFileSync(join(dataDir, 'run', '1.json'), '{"half":');
  assert.deepEqual(listRunning(dataDir), [facts]);
  assert.deepEqual(readdirSync(join(dataDir, 'run')), [`${process.pid}.json`]);
  removeRunFile(dataDir, process.pid);
  assert.deepEqual(listRunning(dataDir), []);
});
