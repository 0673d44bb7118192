import type { Mistake } from './config-error.ts';
import type { SettingName } from './schema.ts';

export type RawEnv = Readonly<Record<string, string | undefined>>;

const aliases = {
  DEFAULT_OPENAI_API_KEY: 'OPENAI_API_KEY',
  DEFAULT_OPENAI_MODEL: 'OPENAI_MODEL',
  DEFAULT_OPENAI_BASE_URL: 'OPENAI_BASE_URL',
} satisfies Partial<Record<SettingName, SettingName>>;

const read = (env: RawEnv, name: SettingName) => env[name]?.trim() || undefined;

/** The names of the earlier systems fill absent settings; two spellings must not say two things. */
export function translateEarlier(env: RawEnv): { env: RawEnv; mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const filled: Record<string, string | undefined> = { ...env };
  for (const [alias, name] of Object.entries(aliases) as [keyof typeof aliases, SettingName][]) {
    const theirs = read(env, alias);
    const ours = read(env, name);
    if (theirs === undefined) continue;
    if (ours === undefined) filled[name] = theirs;
    else if (withoutSlash(ours) !== withoutSlash(theirs)) mistakes.push(conflict(alias, name));
  }
  const url = read(env, 'REDIS_URL');
  if (url === undefined) filled.REDIS_URL = toRedisUrl(env, mistakes);
  else compareRedis(env, url, mistakes);
  return { env: filled, mistakes };
}

const withoutSlash = (value: string) => value.replace(/\/+$/, '');

const conflict = (alias: SettingName, name: SettingName): Mistake => ({
  variable: alias,
  problem: `says something else than ${name}; keep one of the two`,
  example: '',
});

function toRedisUrl(env: RawEnv, mistakes: Mistake[]): string | undefined {
  const host = read(env, 'REDIS_HOST');
  const alone = (['REDIS_PORT', 'REDIS_PASS', 'REDIS_DB'] as const).find((name) => read(env, name));
  if (host === undefined) {
    if (alone !== undefined)
      mistakes.push({
        variable: alone,
        problem: 'says nothing without REDIS_HOST; better set REDIS_URL alone',
        example: '',
      });
    return undefined;
  }
  const password = read(env, 'REDIS_PASS');
  const auth = password === undefined ? '' : `:${encodeURIComponent(password)}@`;
  const port = read(env, 'REDIS_PORT') ?? '6379';
  return `redis://${auth}${host}:${port}/${read(env, 'REDIS_DB') ?? '0'}`;
}

function compareRedis(env: RawEnv, text: string, mistakes: Mistake[]): void {
  const url = URL.parse(text);
  if (!url) return;
  const inUrl = {
    REDIS_HOST: url.hostname,
    REDIS_PORT: url.port || '6379',
    REDIS_PASS: safeDecode(url.password),
    REDIS_DB: url.pathname.slice(1) || '0',
  } as const;
  for (const name of ['REDIS_HOST', 'REDIS_PORT', 'REDIS_PASS', 'REDIS_DB'] as const) {
    const part = read(env, name);
    if (part !== undefined && part !== inUrl[name]) mistakes.push(conflict(name, 'REDIS_URL'));
  }
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
