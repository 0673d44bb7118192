import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { bareEnv } from '#testing';

function run(t: TestContext, env: Record<string, string>, envFile?: string) {
  const cwd = mkdtempSync(join(tmpdir(), 'jackdraw-check-'));
  t.after(() => rmSync(cwd, { recursive: true }));
  if (envFile !== undefined) writeFileSync(join(cwd, '.env'), envFile, { mode: 0o600 });
  const script = join(import.meta.dirname, 'security-check.ts');
  const { status, stdout } = spawnSync(process.execPath, [script], {
    cwd,
    encoding: 'utf8',
    env: { ...bareEnv(), ...env },
  });
  return { status, stdout };
}

test('nothing serious ends with 0, and says what does not apply', (t) => {
  const { status, stdout } = run(t, {});
  assert.equal(status, 0);
  assert.match(stdout, /permissions of \.env: not applicable/);
  assert.match(stdout, /no keys in history: not applicable/);
  assert.match(stdout, /0 serious/);
});

test('a serious finding, from .env too, ends with 1 and says what to do', (t) => {
  const { status, stdout } = run(t, {}, 'KIE_API_KEY=your_kie_api_key\n');
  assert.equal(status, 1);
  assert.match(stdout, /\[BAD \] no examples as secrets: KIE_API_KEY.*\n +Put in the real key/);
  assert.doesNotMatch(stdout, /your_kie_api_key/);
});

test('settings that are missing for the chosen mode are findings', (t) => {
  const { status, stdout } = run(t, { NODE_ENV: 'production', BOT_MODE: 'webhook' });
  assert.equal(status, 1);
  for (const name of ['BOT_TOKEN', 'KIE_API_KEY', 'SECRET_KEY', 'PUBLIC_URL', 'WEBHOOK_SECRET'])
    assert.match(stdout, new RegExp(`\\[BAD \\] ${name}: is required`));
});
