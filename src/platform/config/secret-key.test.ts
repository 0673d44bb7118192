import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadConfig } from './load.ts';
import { withSecretKey } from './secret-key.ts';

test('an absent secret key is made once, kept for the owner alone, and hidden in logs', (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'jackdraw-key-'));
  t.after(() => rmSync(dataDir, { recursive: true }));
  const config = loadConfig({ DATA_DIR: join(dataDir, 'deeper') });
  const first = withSecretKey(config);
  assert.match(first.secretKey, /^[0-9a-f]{64}$/);
  assert.equal(withSecretKey(config).secretKey, first.secretKey);
  assert.ok(first.log.secrets?.includes(first.secretKey));
  assert.deepEqual(readdirSync(join(dataDir, 'deeper')), ['secret-key']);
  assert.equal(statSync(join(dataDir, 'deeper', 'secret-key')).mode & 0o077, 0);
});

test('a given secret key is used as it is and nothing is written', (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'jackdraw-key-'));
  t.after(() => rmSync(dataDir, { recursive: true }));
  const secretKey = 'given'.repeat(10);
  const config = loadConfig({ DATA_DIR: dataDir, SECRET_KEY: secretKey });
  assert.equal(withSecretKey(config).secretKey, secretKey);
  assert.deepEqual(readdirSync(dataDir), []);
});
