import { z } from 'zod';

// StoLoto names a draw's numbers in either of two ways, and an undrawn one in neither.
const drawWire = z.object({
  combination: z
    .object({
      structured: z.array(z.number()).nullish(),
      serialized: z.array(z.string()).nullish(),
    })
    .nullish(),
  winningCombination: z.array(z.string()).nullish(),
});
const archiveWire = z.object({ draws: z.array(z.unknown()) });

/** The first field of each drawn draw; `skipped` counts draws with no numbers or of an unknown shape. */
export function readArchive(
  json: unknown,
  { drawn, skips = 0 }: { drawn: number; skips?: number | undefined },
): { draws: number[][]; skipped: number } {
  const parsed = archiveWire
    .parse(json)
    .draws.map((draw) => numbersOf(draw).slice(skips, skips + drawn));
  const draws = parsed.filter((numbers) => numbers.length === drawn);
  return { draws, skipped: parsed.length - draws.length };
}

function numbersOf(draw: unknown): number[] {
  const { success, data } = drawWire.safeParse(draw);
  if (!success) return [];
  const { combination, winningCombination } = data;
  const texts = combination?.serialized ?? winningCombination ?? [];
  return combination?.structured ?? texts.map(Number);
}
