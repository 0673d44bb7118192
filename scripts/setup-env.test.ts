import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parseEnv } from 'node:util';
import { withSettings } from './env-file.ts';

// Made here, so that no file of this repository holds what looks like a token.
const token = `87654321:${'QWERTYUIOPASDFGHJKLZXCVBNM_mnbvcxzlkjhgf'.slice(0, 35)}`;

function setUp(t: TestContext, before?: string) {
  const cwd = mkdtempSync(join(tmpdir(), 'jackdraw-setup-'));
  t.after(() => rmSync(cwd, { recursive: true }));
  const file = join(cwd, '.env');
  if (before !== undefined) writeFileSync(file, before, { mode: 0o644 });
  const answer = (...lines: string[]) => {
    const script = join(import.meta.dirname, 'setup-env.ts');
    const { status, stdout } = spawnSync(process.execPath, [script], {
      cwd,
      encoding: 'utf8',
      input: lines.map((line) => `${line}\n`).join(''),
    });
    return { status, stdout, text: readFileSync(file, 'utf8') };
  };
  return { file, answer };
}

test('only Enter: a secret key of its own, readable by the owner alone', (t) => {
  const { file, answer } = setUp(t);
  assert.equal(existsSync(file), false);
  const { status, text } = answer();
  assert.equal(status, 0);
  assert.match(text, /^SECRET_KEY=[0-9a-f]{64}\n$/);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('answers are checked, asked again when wrong, and written', (t) => {
  const { status, stdout, text } = setUp(t).answer('nonsense', token, '12,34');
  assert.equal(status, 0);
  assert.match(stdout, /It must be the token from @BotFather/);
  assert.deepEqual(
    { ...parseEnv(text), SECRET_KEY: '' },
    { BOT_TOKEN: token, ADMIN_IDS: '12,34', SECRET_KEY: '' },
  );
});

test('what is there is kept, comments too; a dash removes; a secret is never shown whole', (t) => {
  const before = `# mine\nBOT_TOKEN=${token}\nAPP_PORT=9000 # mine too\nADMIN_IDS=7\nSECRET_KEY=${'k'.repeat(40)}\n`;
  const { file, answer } = setUp(t, before);
  const { stdout, text } = answer('', '-');
  assert.equal(text, before.replace('ADMIN_IDS=7\n', ''));
  assert.ok(!stdout.includes(token));
  assert.ok(stdout.includes(`now …${token.slice(-4)}`));
  assert.equal(statSync(file).mode & 0o777, 0o600, 'an open file is closed');
});

test('settings that do not fit together are told', (t) => {
  const { status, stdout } = setUp(t, 'BOT_MODE=webhook\n').answer();
  assert.equal(status, 1);
  assert.match(stdout, /WEBHOOK_SECRET is required by BOT_MODE=webhook/);
});

test('values survive the way through the file', () => {
  const values = {
    A: 'plain',
    B: 'with space',
    C: 'has#hash',
    D: "it's $here",
    E: 'a=b',
    F: 'postgres://u:p@h/d',
  };
  assert.deepEqual({ ...parseEnv(withSettings('', values)) }, values);
  assert.equal(withSettings('A=1\nB=2\n', { A: '3' }), 'A=3\nB=2\n');
  assert.equal(withSettings('export A=1', { A: '' }), '\n');
});
