import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#kernel';
import { createMemoryLog, type MemoryLog } from './log.ts';

const secrets = {
  botToken: '7012345678:AAH-canary_canary_canary_canary_01',
  openAiKey: 'sk-or-v1-canary0123456789canary0123456789',
  databasePassword: 'p@ss"canary\\word',
  webhookSecret: 'canary-webhook-secret-32-characters',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJjYW5hcnkiOjF9.canarysignature-_1',
};
const initDataHash = 'c0ffee'.repeat(10).padEnd(64, '0');
const initData = `query_id=AAcanary&user=%7B%22id%22%3A1%2C%22first_name%22%3A%22Canary%22%7D&auth_date=1&hash=${initDataHash}`;

function createSubject(): MemoryLog {
  const { databasePassword, webhookSecret } = secrets;
  return createMemoryLog({
    sensitiveFields: ['passport_no'],
    secrets: [databasePassword, webhookSecret, secrets.botToken],
  });
}

function assertNoCanary({ lines }: MemoryLog): void {
  const output = JSON.stringify(lines);
  assert.ok(lines.length > 0, 'something was written');
  assert.doesNotMatch(output, /canary/i);
  assert.ok(!output.includes(initDataHash));
}

const fieldNames = [
  'token',
  'botToken',
  'bot_token',
  'Authorization',
  'cookie',
  'set-cookie',
  'x-telegram-bot-api-secret-token',
  'password',
  'redisPassword',
  'secretKey',
  'api_key',
  'OPENAI_API_KEY',
  'initData',
  'prompt',
  'passport_no',
];

test('a secret field is masked at the top, two levels down, in lists, maps and bindings', () => {
  const memory = createSubject();
  for (const name of fieldNames) {
    memory.log.info({ [name]: 'canary' }, 'top');
    memory.log.info({ a: { b: { [name]: 'canary' } } }, 'two down');
    memory.log.info({ list: [{ [name]: { deep: 'canary' } }] }, 'in a list');
    memory.log.info({ map: new Map([[name, 'canary']]) }, 'in a map');
    memory.log
      .child({ [name]: 'canary' })
      .child({ more: { [name]: 'canary' } })
      .info('bound');
  }
  assertNoCanary(memory);
});

const texts: Record<string, string> = {
  'a bot token': `called with ${secrets.botToken} twice`,
  'a bot token in a URL': `https://api.telegram.org/bot${secrets.botToken}/sendMessage`,
  'a file URL': `https://api.telegram.org/file/bot1:canary/photos/1.jpg`,
  'a model key': `Incorrect API key provided: ${secrets.openAiKey}.`,
  'a bearer header': 'Authorization: Bearer canary.canary-canary',
  'a basic header': 'proxy-authorization: Basic Y2FuYXJ5canary==',
  'a connection string': 'connect postgres://jack:canarypass@db.internal:5432/jack failed',
  'a connection string with @': 'redis://:can@canary@10.0.0.1:6379/0',
  'a query parameter': 'GET https://x.example/cb?a=1&api_key=canary99&b=2',
  'a callback secret': 'POST /api/webhook?secret=canarycanary',
  'a short key parameter': 'https://x.example/v1?key=canary',
  'init data': `POST /auth ${initData}`,
  'init data in a fragment': `https://app.example/#tgWebAppData=${encodeURIComponent(initData)}`,
  'a JWT': `rejected ${secrets.jwt}`,
  'the password itself': `FATAL: ${secrets.databasePassword}`,
  'the password encoded': `at ${encodeURIComponent(secrets.databasePassword)}`,
  'the webhook secret': `got ${secrets.webhookSecret}?`,
  'a pair in a sentence': 'login failed (password: canary123, user: jack)',
  'a JSON document': '{"access_token":"canary-1234","n":1}',
  'query values': 'Failed query: select $1\nparams: canary,Canary Petrovich',
  'a broken constraint': 'Key (email)=(canary@example.org) already exists.',
};

for (const [what, text] of Object.entries(texts)) {
  test(`${what} is scrubbed from message, field, error, stack, cause and bindings`, () => {
    const memory = createSubject();
    const { log } = memory;
    log.info(text);
    log.info({ text, deep: { er: [text] } }, text);
    log.child({ text }).info({ [text]: 1 }, 'as a key');
    const inner = new Error(text);
    const outer = new Error('outer', {
      cause: new AppError('internal', { text }, { cause: inner }),
    });
    log.error({ err: outer }, 'nested');
    log.error(inner, 'as the facts');
    log.error({ err: new AggregateError([inner], text) }, 'several');
    log.warn(
      { err: Object.assign(new Error('pg'), { detail: text, params: [text], query: text }) },
      'x',
    );
    assertNoCanary(memory);
  });
}

test('what is not secret stays readable', () => {
  const { log, lines } = createSubject();
  log.info(
    { tokensUsed: 12, ms: 3.5, url: 'https://api.telegram.org/x?a=1', at: new Date(0) },
    'done: ok',
  );
  assert.equal(lines[0]?.msg, 'done: ok');
  assert.equal(lines[0]?.tokensUsed, 12);
  assert.equal(lines[0]?.url, 'https://api.telegram.org/x?a=1');
  assert.equal(lines[0]?.at, '1970-01-01T00:00:00.000Z');
  log.error(
    { err: new AppError('timeout', { service: 'kie' }, { cause: new Error('socket') }) },
    'no',
  );
  const err = JSON.stringify(lines[1]?.err);
  assert.match(err, /"code":"timeout"/);
  assert.match(err, /"service":"kie"/);
  assert.match(err, /socket/);
  assert.match(err, /log\.test\.ts/, 'the stack stays');
});

test('odd values never stop a line', () => {
  const { log, lines } = createSubject();
  const circle: Record<string, unknown> = { big: 10n, when: new Date(Number.NaN), fn: () => 1 };
  circle.self = circle;
  log.info({ circle, bytes: Buffer.from('canary'), none: null, nothing: undefined }, 'odd');
  log.info({ many: Array.from({ length: 1000 }, (_, i) => i), long: 'x'.repeat(100_000) }, 'big');
  assert.deepEqual(lines[0]?.circle, { big: '10', when: null, self: '[circular]' });
  assert.equal(lines[0]?.bytes, '[6 bytes]');
  assert.ok(JSON.stringify(lines[1]).length < 10_000);
});

test('the level decides what is written', () => {
  const { log, lines } = createMemoryLog({ level: 'warn' });
  log.info('quiet');
  log.warn('loud');
  assert.deepEqual(
    lines.map(({ level, msg }) => ({ level, msg })),
    [{ level: 'warn', msg: 'loud' }],
  );
  assert.equal(log.isLevelEnabled('info'), false);
});
