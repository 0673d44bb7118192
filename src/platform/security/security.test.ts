import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { exampleSecrets, loadConfig } from '#platform/config';
import { checkRepository } from './check-repository.ts';
import { checkSettings } from './check-settings.ts';
import type { Finding } from './finding.ts';

// Made here, so that no file of this repository holds what looks like a key.
const signs = 'QWERTYUIOPASDFGHJKLZXCVBNM_mnbvcxzlkjhgf';
const token = `87654321:${signs.slice(0, 35)}`;
const good = {
  BOT_TOKEN: token,
  KIE_API_KEY: '9f8e7d6c5b4a39281706f5e4d3c2b1a0',
  OPENAI_API_KEY: `sk-${signs}`,
  SECRET_KEY: `${signs}${signs}`,
  ADMIN_IDS: '1',
};

const statesOf = (findings: readonly Finding[], state: Finding['state']) =>
  findings.filter((finding) => finding.state === state).map(({ check }) => check);
const check = (settings: Record<string, string>) =>
  checkSettings(loadConfig({ ...good, ...settings }));

test('good settings have no finding', () => {
  const findings = check({});
  assert.deepEqual(statesOf(findings, 'ok').length, findings.length);
});

const seriousSettings: [string, Record<string, string>, string][] = [
  [
    'an example of the documentation',
    { KIE_API_KEY: '0f1e2d3c4b5a69788796a5b4c3d2e1f0' },
    'no examples as secrets',
  ],
  ['a placeholder', { OPENAI_API_KEY: 'your_openai_api_key' }, 'no examples as secrets'],
  ['a secret of one letter', { SECRET_KEY: 'a'.repeat(40) }, 'no examples as secrets'],
  [
    'a short callback key',
    { KIE_WEBHOOK_KEY: 'q1w2e3r4t5' },
    'length of webhook and callback secrets',
  ],
  ['one secret used twice', { KIE_WEBHOOK_KEY: good.KIE_API_KEY }, 'each secret used once'],
  [
    'a key over plain http',
    { OPENAI_BASE_URL: 'http://model.example.com/v1' },
    'keys travel encrypted',
  ],
];

for (const [what, settings, name] of seriousSettings)
  test(`${what} is serious, and not repeated`, () => {
    const findings = check(settings);
    assert.deepEqual(statesOf(findings, 'serious'), [name]);
    const text = JSON.stringify(findings);
    for (const value of Object.values({ ...good, ...settings }))
      if (value.length > 5 && !value.startsWith('http')) assert.ok(!text.includes(value), value);
  });

test('every secret example of the documentation is known as one', () => {
  assert.ok(exampleSecrets().includes('0f1e2d3c4b5a69788796a5b4c3d2e1f0'));
  assert.ok(exampleSecrets().length >= 10);
});

test('odd formats, a short webhook secret and no admins are to look at', () => {
  assert.deepEqual(statesOf(check({ BOT_TOKEN: `87654321:${signs.slice(0, 30)}` }), 'warning'), [
    'formats of tokens and keys',
  ]);
  assert.deepEqual(statesOf(check({ ADMIN_IDS: '' }), 'warning'), ['admins']);
  assert.deepEqual(statesOf(check({ WEBHOOK_SECRET: 'q1w2e3r4t5y6u7i8' }), 'warning'), [
    'length of webhook and callback secrets',
  ]);
});

test('plain http is fine on this machine and beside it, and to nobody else', () => {
  const seriousFor = (root: string) => statesOf(check({ OPENAI_BASE_URL: root }), 'serious');
  for (const host of ['localhost:11434', 'LOCALHOST', '127.0.0.1', '127.1', '[::1]:80', 'ollama'])
    assert.deepEqual(seriousFor(`http://${host}/v1`), [], host);
  for (const host of [
    'localhost.evil.com',
    '127.evil.com',
    '127.0.0.1.evil.com',
    '[::1:2]',
    '[2001:db8::1]',
    '8.8.8.8',
  ])
    assert.deepEqual(seriousFor(`http://${host}/v1`), ['keys travel encrypted'], host);
  assert.deepEqual(seriousFor('https://localhost.evil.com/v1'), []);
});

function arrange(t: TestContext) {
  const dir = mkdtempSync(join(tmpdir(), 'jackdraw-security-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
      cwd: dir,
      stdio: 'pipe',
    });
  const write = (name: string, text: string) => writeFileSync(join(dir, name), text);
  const commit = (name: string, text: string) => {
    write(name, text);
    git('add', name);
    git('commit', '-q', '-m', 'change');
  };
  const look = (secrets: readonly string[] = []) => checkRepository({ dir, secrets });
  return { dir, git, write, commit, look };
}

test('outside a repository and without .env nothing applies', async (t) => {
  const { look } = arrange(t);
  const findings = await look();
  assert.equal(statesOf(findings, 'not_applicable').length, findings.length);
});

test('a clean repository with a private .env has no finding', async (t) => {
  const { dir, git, write, commit, look } = arrange(t);
  git('init', '-q');
  commit('.gitignore', '.env\n');
  commit('example.md', `BOT_TOKEN=87654321:${'canary'.repeat(6).slice(0, 35)}\n`);
  write('.env', `BOT_TOKEN=${token}\n`);
  chmodSync(join(dir, '.env'), 0o600);
  const findings = await look([token]);
  assert.equal(statesOf(findings, 'ok').length, findings.length, JSON.stringify(findings));
});

test('an open .env, one that is not ignored and one that is tracked are serious', async (t) => {
  const { dir, git, write, look } = arrange(t);
  git('init', '-q');
  write('.env', 'A=1\n');
  chmodSync(join(dir, '.env'), 0o644);
  assert.deepEqual(statesOf(await look(), 'serious'), [
    'permissions of .env',
    '.env in .gitignore',
  ]);
  git('add', '.env');
  assert.ok(statesOf(await look(), 'serious').includes('no keys in tracked files'));
});

for (const [what, key] of [
  ['a bot token', token],
  ['a model key', `sk-${signs}`],
  ['a value in use that looks like nothing', 'correct horse battery staple'],
] as const)
  test(`${what} is found in a tracked file, and in history after it was taken out`, async (t) => {
    const { git, commit, look } = arrange(t);
    git('init', '-q');
    commit('.gitignore', '.env\n');
    commit('notes.txt', `before\nkey: ${key}\n`);
    const secrets = ['correct horse battery staple'];
    const first = await look(secrets);
    assert.deepEqual(statesOf(first, 'serious'), [
      'no keys in tracked files',
      'no keys in history',
    ]);
    assert.match(JSON.stringify(first), /notes\.txt:2/);
    assert.ok(!JSON.stringify(first).includes(key));
    commit('notes.txt', 'before\n');
    assert.deepEqual(statesOf(await look(secrets), 'serious'), ['no keys in history']);
  });
