import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, type Mistake } from './config-error.ts';
import { loadConfig } from './load.ts';

const token = '1234567890:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';
const production = {
  NODE_ENV: 'production',
  BOT_TOKEN: token,
  KIE_API_KEY: '0123456789abcdef0123456789abcdef',
  SECRET_KEY: 'f'.repeat(64),
};

function mistakesOf(env: Record<string, string>): readonly Mistake[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

const wrongNames = (env: Record<string, string>) =>
  mistakesOf(env)
    .map(({ variable }) => variable)
    .sort();

test('nothing set: one process, everything on this machine', () => {
  const config = loadConfig({});
  assert.deepEqual(config.roles, ['bot', 'worker', 'http']);
  assert.equal(config.http.host, '127.0.0.1');
  assert.equal(config.http.port, 8000);
  assert.equal(config.db.url, undefined);
  assert.equal(config.redis.url, undefined);
  assert.equal(config.telegram.isSandbox, true);
  assert.equal(config.kie.isSandbox, true);
  assert.equal(config.llm.isSandbox, true);
  assert.equal(config.stoloto.mode, 'sandbox');
  assert.equal(config.sandbox.isOn, true);
  assert.equal(config.log.level, 'info');
  assert.equal(config.log.file, undefined);
  assert.equal(config.auth.tokenMinutes, 30);
  assert.equal(config.auth.algorithm, 'HS256');
});

test('an empty variable is an absent one', () => {
  assert.deepEqual(loadConfig({ BOT_TOKEN: '', APP_PORT: '  ', REDIS_URL: '' }), loadConfig({}));
});

test('every mistake is told at once, with the variable, the problem and an example', () => {
  const env = {
    APP_PORT: '80a',
    BOT_TOKEN: 'nonsense-value',
    LOG_LEVEL: 'loud',
    ADMIN_IDS: '1,x',
    DATABASE_URL: 'mysql://x',
    CORS_ORIGINS: '*',
    TIME_ZONE: 'Mars/Base',
    ROLES: 'bot,cook',
    STARS_PACKAGES: '50',
    CREDIT_RATE: '0',
    MIN_PRICE: '0',
    BOT_MODE: 'webhook',
  };
  const expected = [
    ...Object.keys(env).filter((name) => name !== 'BOT_MODE'),
    'PUBLIC_URL',
    'WEBHOOK_SECRET',
  ];
  assert.deepEqual(wrongNames(env), expected.sort());
  for (const { problem, example } of mistakesOf(env)) {
    assert.match(problem, /^(must|is) /);
    assert.notEqual(example, '');
  }
  assert.throws(
    () => loadConfig(env),
    /13 settings are wrong[\s\S]*APP_PORT must be a whole number/,
  );
});

test('what was wrong is quoted, unless it is a secret', () => {
  assert.match(mistakesOf({ APP_PORT: '80a' })[0]?.problem ?? '', /not "80a"/);
  assert.doesNotMatch(JSON.stringify(mistakesOf({ BOT_TOKEN: 'canary' })), /canary/);
  assert.doesNotMatch(JSON.stringify(mistakesOf({ DATABASE_URL: 'http://canary' })), /canary/);
});

test('production refuses every sandbox service, DEBUG and a missing secret key', () => {
  assert.deepEqual(wrongNames({ NODE_ENV: 'production', DEBUG: 'true', STOLOTO: 'sandbox' }), [
    'BOT_TOKEN',
    'DEBUG',
    'KIE_API_KEY',
    'SECRET_KEY',
    'STOLOTO',
  ]);
  const config = loadConfig(production);
  assert.equal(config.sandbox.isOn, false);
  assert.equal(config.http.host, '0.0.0.0');
  assert.equal(config.llm.isOn, false, 'chats say they are off');
  assert.equal(config.stoloto.mode, 'off');
});

test('the app listens to the world only when no sandbox runs', () => {
  const { NODE_ENV: _, ...keys } = production;
  assert.equal(loadConfig(keys).http.host, '127.0.0.1', 'the model is still a sandbox');
  const all = { ...keys, OPENAI_API_KEY: 'sk-0123456789' };
  assert.equal(loadConfig(all).http.host, '0.0.0.0');
  assert.equal(loadConfig({ ...all, APP_HOST: '127.0.0.2' }).http.host, '127.0.0.2');
});

test('StoLoto: live with a partner, sandbox beside the sandbox Telegram, else off', () => {
  const { NODE_ENV: _, ...keys } = production;
  assert.equal(loadConfig({ STOLOTO_PARTNER: 'mine' }).stoloto.mode, 'live');
  assert.equal(loadConfig({}).stoloto.mode, 'sandbox');
  assert.equal(loadConfig(keys).stoloto.mode, 'off');
  assert.equal(loadConfig({ ...keys, STOLOTO: 'sandbox' }).stoloto.isSandbox, true);
  assert.deepEqual(wrongNames({ STOLOTO: 'live' }), ['STOLOTO_PARTNER']);
});

test('splitting the roles needs a shared database', () => {
  assert.deepEqual(wrongNames({ ROLES: 'bot' }), ['DATABASE_URL']);
  assert.deepEqual(wrongNames({ ROLES: 'worker,http' }), ['DATABASE_URL']);
  const config = loadConfig({ ROLES: 'http, bot,http', DATABASE_URL: 'postgres://u:p@db/jack' });
  assert.deepEqual(config.roles, ['http', 'bot']);
  assert.deepEqual(loadConfig({ ROLES: 'http,worker,bot' }).db.url, undefined);
});

test('webhook mode needs an address, a secret and a real bot', () => {
  assert.deepEqual(wrongNames({ BOT_MODE: 'webhook' }), [
    'BOT_TOKEN',
    'PUBLIC_URL',
    'WEBHOOK_SECRET',
  ]);
  const good = { BOT_MODE: 'webhook', BOT_TOKEN: token, PUBLIC_URL: 'https://bot.example.com/' };
  assert.deepEqual(wrongNames({ ...good, WEBHOOK_SECRET: 'short' }), ['WEBHOOK_SECRET']);
  const { http } = loadConfig({ ...good, WEBHOOK_SECRET: 'x'.repeat(32) });
  assert.equal(http.publicUrl, 'https://bot.example.com');
});

test('settings of the earlier systems keep working', () => {
  const config = loadConfig({
    APP_NAME: 'LotoBot',
    DEBUG: 'False',
    REDIS_HOST: 'localhost',
    REDIS_PORT: '6380',
    REDIS_PASS: 'p@ss',
    REDIS_DB: '2',
    LOG_LEVEL: 'INFO',
    LOG_TO_FILE: 'True',
    SENSITIVE_DATA: '',
    CORS_ORIGINS: '["http://localhost:3000"]',
    DEFAULT_OPENAI_API_KEY: 'sk-0123456789',
    DEFAULT_OPENAI_MODEL: 'gpt-4o-mini',
    DEFAULT_OPENAI_BASE_URL: 'https://api.openai.com/v1',
  });
  assert.equal(config.redis.url, 'redis://:p%40ss@localhost:6380/2');
  assert.equal(config.log.level, 'info');
  assert.match(config.log.file?.path ?? '', /logs\/jackdraw\.log$/);
  assert.deepEqual(config.http.corsOrigins, ['http://localhost:3000']);
  assert.equal(config.llm.apiKey, 'sk-0123456789');
  assert.equal(config.llm.model, 'gpt-4o-mini');
  assert.equal(config.llm.baseUrl, 'https://api.openai.com/v1');
  const plain = loadConfig({ LOG_TO_FILE: 'False', APP_HOST: '0.0.0.0', APP_PORT: '8000' });
  assert.equal(plain.log.file, undefined);
  assert.deepEqual([plain.http.host, plain.http.port], ['0.0.0.0', 8000]);
  assert.equal(loadConfig({ LOG_LEVEL: 'CRITICAL' }).log.level, 'fatal');
  assert.equal(loadConfig({ REDIS_HOST: 'r' }).redis.url, 'redis://r:6379/0');
});

test('two spellings with different values are a mistake, with equal ones they are not', () => {
  const url = 'redis://:one@localhost:6379/0';
  assert.deepEqual(
    wrongNames({ REDIS_URL: url, REDIS_HOST: 'other', REDIS_PASS: 'two', REDIS_DB: '1' }),
    ['REDIS_DB', 'REDIS_HOST', 'REDIS_PASS'],
  );
  assert.deepEqual(wrongNames({ REDIS_URL: url, REDIS_HOST: 'localhost', REDIS_PASS: 'one' }), []);
  assert.deepEqual(wrongNames({ OPENAI_MODEL: 'a', DEFAULT_OPENAI_MODEL: 'b' }), [
    'DEFAULT_OPENAI_MODEL',
  ]);
  assert.deepEqual(wrongNames({ OPENAI_MODEL: 'a', DEFAULT_OPENAI_MODEL: 'a' }), []);
  assert.deepEqual(wrongNames({ REDIS_PASS: 'alone' }), ['REDIS_PASS']);
  assert.deepEqual(wrongNames({ REDIS_HOST: 'h', REDIS_PORT: 'x' }), ['REDIS_PORT']);
});

test('DEBUG means debug level and readable logs', () => {
  const { log } = loadConfig({ DEBUG: 'True', LOG_LEVEL: 'warn' });
  assert.equal(log.level, 'debug');
  assert.equal(log.pretty, true);
});

test('the values of all secrets are known to the log, not so the rest of an address', () => {
  const { log } = loadConfig({
    BOT_TOKEN: token,
    DATABASE_URL: 'postgres://jack:pa%24s@db.example/jack',
    TELEGRAM_PROXY: 'http://u:proxypass@proxy.example:3128',
    WEBHOOK_SECRET: 'w'.repeat(20),
  });
  const secrets = log.secrets ?? [];
  for (const secret of [token, 'pa%24s', 'pa$s', 'proxypass', 'w'.repeat(20)])
    assert.ok(secrets.includes(secret), secret);
  assert.ok(!secrets.some((secret) => secret.includes('example')));
});
