import type { z } from 'zod';

/** What an answer had that was not expected: told loudly, never a reason to refuse the rest. */
export interface Oddities {
  /** Expected fields that were not there, and how often. */
  missing: Record<string, number>;
  /** Parts that could not be read. */
  skipped: { part: string; differs: string[] }[];
}

export const noOddities = (): Oddities => ({ missing: {}, skipped: [] });

/** Counts fields that are absent altogether; null is an answer. */
export function noteMissing(
  oddities: Oddities,
  part: string,
  { of, expected }: { of: object; expected: readonly (string | readonly string[])[] },
): void {
  for (const one of expected) {
    const names = typeof one === 'string' ? [one] : one;
    if (names.some((name) => Object.hasOwn(of, name))) continue;
    const field = `${part}.${names.join('|')}`;
    oddities.missing[field] = (oddities.missing[field] ?? 0) + 1;
  }
}

/** The parts that have the known shape; the others are noted. */
export function readParts<T>(
  oddities: Oddities,
  parts: readonly unknown[],
  { schema, part }: { schema: z.ZodType<T>; part: string },
): T[] {
  return parts.flatMap((one, i) => {
    const parsed = schema.safeParse(one);
    if (parsed.success) return [parsed.data];
    noteSkipped(oddities, `${part} ${i + 1}`, parsed.error);
    return [];
  });
}

function noteSkipped(oddities: Oddities, part: string, error: z.ZodError): void {
  // Where it differs, not what was there.
  const differs = error.issues.slice(0, 5).map(({ path, code }) => `${path.join('.')}: ${code}`);
  oddities.skipped.push({ part, differs });
}
