import { chiSquareTail } from './chi-square.ts';

export interface NumberStatistics {
  number: number;
  times: number;
  /** Draws since it last came; undefined when it never did. */
  gap?: number;
  longestGap: number;
}

export interface ArchiveStatistics {
  draws: number;
  /** How often each number comes on average by chance alone. */
  expected: number;
  /** All numbers together stay within it in 95 of 100 fair archives of this length. */
  band: { from: number; to: number };
  numbers: readonly NumberStatistics[];
  chiSquare: { value: number; degrees: number; p: number };
  /** Whether the frequencies differ from chance by more than chance does in 99 of 100 archives. */
  differs: boolean;
  sums: { least: number; greatest: number; mean: number; expectedMean: number };
}

interface AnalyseInput {
  /** Newest first, each the numbers of one field. */
  draws: readonly (readonly number[])[];
  of: number;
}

/** One pass over an archive of one field, numbers 1 to `of` without repeats. */
export function analyse({ draws, of }: AnalyseInput): ArchiveStatistics {
  const [first] = draws;
  if (first === undefined) throw new RangeError('an archive has at least one draw');
  const drawn = first.length;
  const counted = count(draws, of, drawn);
  const share = drawn / of;
  const expected = draws.length * share;
  const value = chiSquareOf(counted, expected, share, of);
  const degrees = of - 1;
  const p = degrees === 0 || share === 1 ? 1 : chiSquareTail(value, degrees);
  const reach = bandHalfWidth(of) * Math.sqrt(expected * (1 - share));
  return {
    draws: draws.length,
    expected,
    band: { from: Math.max(0, expected - reach), to: Math.min(draws.length, expected + reach) },
    numbers: counted,
    chiSquare: { value, degrees, p },
    differs: p < 0.01,
    sums: sumsOf(draws, (drawn * (of + 1)) / 2),
  };
}

function sumsOf(
  draws: readonly (readonly number[])[],
  expectedMean: number,
): ArchiveStatistics['sums'] {
  let [least, greatest, all] = [Number.POSITIVE_INFINITY, 0, 0];
  for (const numbers of draws) {
    let sum = 0;
    for (const number of numbers) sum += number;
    if (sum < least) least = sum;
    if (sum > greatest) greatest = sum;
    all += sum;
  }
  return { least, greatest, mean: all / draws.length, expectedMean };
}

const notDifferent = (at: number, drawn: number): RangeError =>
  new RangeError(`draw ${at} is not ${drawn} different numbers`);

function count(
  draws: readonly (readonly number[])[],
  of: number,
  drawn: number,
): NumberStatistics[] {
  const times = new Uint32Array(of + 1);
  const last = new Int32Array(of + 1).fill(-1);
  const first = new Int32Array(of + 1).fill(-1);
  const longest = new Uint32Array(of + 1);
  for (let at = 0; at < draws.length; at += 1) {
    const numbers = draws[at] ?? [];
    if (numbers.length !== drawn) throw notDifferent(at, drawn);
    for (let i = 0; i < drawn; i += 1) {
      const number = numbers[i] ?? 0;
      if (!Number.isInteger(number) || number < 1 || number > of)
        throw new RangeError(`draw ${at} has ${number}, the field ends at ${of}`);
      const before = last[number] ?? -1;
      if (before === at) throw notDifferent(at, drawn);
      times[number] = (times[number] ?? 0) + 1;
      if (before === -1) first[number] = at;
      if (at - before - 1 > (longest[number] ?? 0)) longest[number] = at - before - 1;
      last[number] = at;
    }
  }
  return Array.from({ length: of }, (_, i) => i + 1).map((number) => {
    const since = first[number] ?? -1;
    return {
      number,
      times: times[number] ?? 0,
      ...(since >= 0 ? { gap: since } : {}),
      longestGap: Math.max(longest[number] ?? 0, draws.length - (last[number] ?? -1) - 1),
    };
  });
}

/**
 * Numbers of one draw do not repeat, so they are not independent: the usual sum is scaled by (of − 1) / (of − drawn),
 * after which it has of − 1 degrees of freedom (H. Joe, 1993).
 */
function chiSquareOf(
  numbers: readonly NumberStatistics[],
  expected: number,
  share: number,
  of: number,
): number {
  if (share === 1) return 0;
  const raw = numbers.reduce((all, { times }) => all + (times - expected) ** 2 / expected, 0);
  return (raw * (of - 1)) / (of - share * of);
}

/** Bonferroni: with `of` numbers watched at once each gets a share of the 5 %. Found by halving the normal tail. */
function bandHalfWidth(of: number): number {
  const wanted = 0.05 / of;
  let [low, high] = [0, 10];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    // The square of a normal figure has one degree of freedom.
    if (chiSquareTail(middle * middle, 1) > wanted) low = middle;
    else high = middle;
  }
  return high;
}
