import { describeError } from './describe-error.ts';
import type { Scrub } from './scrub.ts';

export type Mask = (facts: object) => Record<string, unknown>;

/** Names are compared without case, `_` and `-`: apiKey, api_key and API-KEY are one. */
const builtIn = [
  'apikey',
  'auth',
  'authorization',
  'connectionstring',
  'cookie',
  'databaseurl',
  'initdata',
  'pass',
  'passwd',
  'password',
  'privatekey',
  'prompt',
  'proxyauthorization',
  'proxyurl',
  'redisurl',
  'secret',
  'secretkey',
  'setcookie',
  'signature',
  'token',
  'xapikey',
  'xtelegrambotapisecrettoken',
];
const endings = ['token', 'secret', 'password', 'apikey', 'secretkey', 'prompt', 'initdata'];

const masked = '[masked]';
const deepest = 8;
const longestList = 50;
const longestText = 8000;

const plainName = (name: string) => name.toLowerCase().replace(/[_-]/g, '');

export function createMask(scrub: Scrub, extraFields: readonly string[] = []): Mask {
  const names = new Set([...builtIn, ...extraFields.map(plainName)]);
  const known = new Map<string, boolean>();

  const isSecretName = (name: string): boolean => {
    const seen = known.get(name);
    if (seen !== undefined) return seen;
    const plain = plainName(name);
    const secret = names.has(plain) || endings.some((ending) => plain.endsWith(ending));
    if (known.size < 2000) known.set(name, secret);
    return secret;
  };

  const text = (value: string) =>
    scrub(value.length > longestText ? `${value.slice(0, longestText)}… (${value.length})` : value);

  const clean = (value: unknown, depth: number, seen: readonly object[]): unknown => {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'bigint') return value.toString();
    if (typeof value === 'symbol') return text(value.toString());
    if (typeof value !== 'object' || value === null)
      return typeof value === 'function' ? undefined : value;
    if (seen.includes(value)) return '[circular]';
    if (depth >= deepest) return '[too deep]';
    return cleanObject(value, depth, [...seen, value]);
  };

  const cleanObject = (value: object, depth: number, seen: readonly object[]): unknown => {
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (value instanceof URL) return text(value.href);
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (value instanceof Error) return entries(describeError(value), depth, seen);
    if (value instanceof Map) return entries(Object.fromEntries(value), depth, seen);
    if (Array.isArray(value) || value instanceof Set) {
      const items = [...value];
      const shown = items.slice(0, longestList).map((item) => clean(item, depth + 1, seen));
      return items.length > longestList ? [...shown, `… (${items.length})`] : shown;
    }
    return entries(value, depth, seen);
  };

  const entries = (value: object, depth: number, seen: readonly object[]) => {
    const result: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(value)) {
      if (item === undefined) continue;
      result[text(name)] =
        isSecretName(name) && item !== null ? masked : clean(item, depth + 1, seen);
    }
    return result;
  };

  return (facts) =>
    facts instanceof Error ? { err: clean(facts, 0, []) } : entries(facts, 0, [facts]);
}
