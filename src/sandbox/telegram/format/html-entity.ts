import { codeOf, type Input } from './bytes.ts';

const names: Readonly<Record<string, number>> = {
  lt: codeOf('<'),
  gt: codeOf('>'),
  amp: codeOf('&'),
  quot: codeOf('"'),
};

// The longest that counts: `&#` and eight signs.
const longest = 10;

/** `&lt;`, `&#60;`, `&#x3c;`, the semicolon may be missing. */
export function decodeEntity(
  input: Input,
  begin: number,
): { code: number; next: number } | undefined {
  const text = input.slice(begin, begin + longest + 2);
  const match = /^&(?:#x([0-9a-fA-F]+)|#(\d+)|([a-zA-Z]+));?/.exec(text);
  if (match === null) return undefined;
  const [whole, hex, decimal, name] = match;
  const code =
    hex !== undefined
      ? Number.parseInt(hex, 16)
      : decimal !== undefined
        ? Number(decimal)
        : (names[name ?? ''] ?? 0);
  const digits = whole.endsWith(';') ? whole.length - 1 : whole.length;
  if (code === 0 || code >= 0x10ffff || digits >= longest) return undefined;
  return { code, next: begin + whole.length };
}
