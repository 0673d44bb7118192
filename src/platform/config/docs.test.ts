import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseEnv } from 'node:util';
import { configPage, envExample } from './docs.ts';
import { loadConfig } from './load.ts';
import { envSchema } from './schema.ts';
import { settingMeta } from './setting.ts';

const names = Object.keys(envSchema.shape).sort();

test('the schema, .env.example and docs/configuration.md name the same settings', () => {
  const example = readFileSync('.env.example', 'utf8');
  const inExample = [...example.matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name);
  assert.deepEqual(inExample.sort(), names);
  const page = readFileSync('docs/configuration.md', 'utf8');
  const inPage = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  assert.deepEqual(inPage.sort(), names);
  assert.equal(example, envExample(), 'run npm run config-docs');
  assert.equal(page, configPage(), 'run npm run config-docs');
});

test('.env.example as it is, and with every line uncommented, is a valid .env', () => {
  const example = readFileSync('.env.example', 'utf8');
  assert.deepEqual(parseEnv(example), {});
  const uncommented = parseEnv(example.replace(/^#([A-Z_]+=)/gm, '$1'));
  assert.deepEqual(loadConfig({ ...uncommented }), loadConfig({}));
});

test('the example of every setting is a valid value of it', () => {
  for (const [name, type] of Object.entries(envSchema.shape)) {
    const meta = settingMeta.get(type);
    assert.ok(meta && meta.about.length > 10, name);
    assert.ok(type.safeParse(meta.example).success, `${name}=${meta.example}`);
  }
});

test('a setting says that nothing reads it for exactly as long as nothing does', () => {
  const readBy: Readonly<Record<string, RegExp>> = {
    TIME_ZONE: /\bconfig\.timeZone\b/,
    ACCESS_TOKEN_EXPIRE_MINUTES: /\btokenMinutes\b/,
    ALGORITHM: /\b(auth\.algorithm|config\.auth)\b/,
    STARS_PACKAGES: /\bstarsPackages\b/,
    DRAFT_EVERY_MS: /\bdraftEveryMs\b/,
    OPENAI_BASE_URL: /\bllm\.baseUrl\b/,
    OPENAI_MODEL: /\bllm\.model\b/,
    EMBEDDING_MODEL: /\bembeddingModel\b/,
    OPENAI_PROXY: /\bllm\.proxyUrl\b/,
  };
  // The security check looks at an address without calling it.
  const sources = globSync('src/**/*.ts').filter(
    (path) => !/^src\/platform\/(config|security)\/|\.test\.ts$/.test(path),
  );
  const text = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
  for (const [name, type] of Object.entries(envSchema.shape)) {
    const about = settingMeta.get(type)?.about ?? '';
    const isUnread = readBy[name] !== undefined && !readBy[name].test(text);
    const says = /nothing (reads|calls) it yet/.test(about);
    assert.equal(says, isUnread || name === 'OPENAI_API_KEY', `${name}: ${about}`);
  }
});
