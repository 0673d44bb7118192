// npm run setup-env: asks for the keys and writes .env, readable by its owner alone. Enter keeps what is there.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { parseEnv } from 'node:util';
import {
  ConfigError,
  envSchema,
  loadConfig,
  type SettingName,
  settingMeta,
} from '#platform/config';
import { withSettings } from './env-file.ts';

const asked: readonly SettingName[] = [
  'BOT_TOKEN',
  'ADMIN_IDS',
  'KIE_API_KEY',
  'KIE_WEBHOOK_KEY',
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
  'OPENAI_MODEL',
  'STOLOTO_PARTNER',
  'DATABASE_URL',
  'REDIS_URL',
  'PUBLIC_URL',
];
const file = '.env';
const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
const kept = parseEnv(before);
const answers: Record<string, string> = {};

const prompt = createInterface({ input: stdin, output: stdout, terminal: false });
const lines = prompt[Symbol.asyncIterator]();
console.log('Settings of Jackdraw. Enter keeps what is there; a single - removes it.\n');
for (const name of asked) await ask(name);
prompt.close();
if (kept.SECRET_KEY === undefined) answers.SECRET_KEY = randomBytes(32).toString('hex');
finish();

async function ask(name: SettingName): Promise<void> {
  const { about, absent, isSecret } = metaOf(name);
  const now = kept[name];
  const shown = now === undefined ? '' : isSecret ? `, now …${now.slice(-4)}` : `, now ${now}`;
  for (;;) {
    stdout.write(`${about}${absent ? ` (without: ${absent})` : ''}${shown}\n${name}: `);
    const { value, done } = await lines.next();
    const text = done ? '' : value.trim();
    if (text === '') return;
    const problem = text === '-' ? undefined : problemWith(name, text);
    if (problem === undefined) {
      answers[name] = text === '-' ? '' : text;
      return;
    }
    console.log(`  It ${problem}. For example: ${metaOf(name).example}\n`);
  }
}

function metaOf(name: SettingName) {
  const meta = settingMeta.get(envSchema.shape[name]);
  if (!meta) throw new Error(`${name} is not described`);
  return meta;
}

function problemWith(name: SettingName, text: string): string | undefined {
  return envSchema.shape[name].safeParse(text).error?.issues[0]?.message;
}

function finish(): void {
  const text = withSettings(before, answers);
  // Written beside and moved over: whoever reads meanwhile sees the old file or the new one.
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  console.log(`\nWritten: ${file}, readable by you alone.`);
  try {
    loadConfig(parseEnv(text));
    console.log('The settings are valid. npm start');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.log(`\nOne thing more before npm start:\n${error.message}`);
    process.exitCode = 1;
  }
}
