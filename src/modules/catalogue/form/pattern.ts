import type { Pattern } from './schema.ts';

const longest = 2000;

/** As ajv reads patterns (unicode first); one that no engine of ours can read holds for every text. */
export function toPattern(source: string): { pattern: Pattern; readable: boolean } {
  const regExp = toRegExp(source);
  return {
    pattern: { source, test: (text) => regExp?.test(text) ?? true },
    readable: regExp !== undefined,
  };
}

export function toRegExp(source: string): RegExp | undefined {
  if (source.length > longest) return undefined;
  return tryRegExp(source, 'u') ?? tryRegExp(source, '');
}

function tryRegExp(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
