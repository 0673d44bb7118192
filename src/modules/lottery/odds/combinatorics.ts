import { type Ratio, ratio } from './ratio.ts';

const known = new Map<string, bigint>();

/** How many ways there are to pick k things of n; none when it cannot be done. */
export function choose(n: number, k: number): bigint {
  if (k < 0 || n < 0 || k > n) return 0n;
  const small = Math.min(k, n - k);
  const key = `${n}:${small}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  let ways = 1n;
  for (let i = 1; i <= small; i += 1) ways = (ways * BigInt(n - small + i)) / BigInt(i);
  known.set(key, ways);
  return ways;
}

export interface Field {
  /** Numbers on the field. */
  of: number;
  /** Numbers the player marks. */
  pick: number;
  /** Numbers that are drawn; as many as are marked unless said otherwise. */
  drawn?: number | undefined;
}

/** The chance that exactly `hits` of the marked numbers are among the drawn ones. */
export function chanceOfHits({ of, pick, drawn = pick }: Field, hits: number): Ratio {
  return ratio(choose(drawn, hits) * choose(of - drawn, pick - hits), choose(of, pick));
}

/** Numbers leave the bag one by one: the chance that all `marked` are out when `left` remain of `of`. */
export const chanceAllOut = (input: { of: number; marked: number; left: number }): Ratio =>
  ratio(choose(input.of - input.marked, input.left), choose(input.of, input.left));
