/** An exact fraction in lowest terms with a positive denominator: chances never pass through a float. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

export function ratio(n: bigint | number, d: bigint | number = 1n): Ratio {
  const top = BigInt(n);
  const bottom = BigInt(d);
  if (bottom === 0n) throw new RangeError('a fraction needs a denominator');
  const sign = bottom < 0n ? -1n : 1n;
  const shared = greatestDivisor(top < 0n ? -top : top, bottom * sign);
  return { n: (sign * top) / shared, d: (sign * bottom) / shared };
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

export const zero = ratio(0n);
export const one = ratio(1n);

export const add = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d);
export const sum = (all: readonly Ratio[]): Ratio => all.reduce(add, zero);

export function compare(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

/** For people and pictures only, right to 15 digits even where both halves overflow a double. */
export function toNumber({ n, d }: Ratio): number {
  if (n === 0n) return 0;
  const negative = n < 0n;
  const size = negative ? -n : n;
  const shift = 18 - (size.toString().length - d.toString().length);
  const scaled =
    shift >= 0 ? (size * 10n ** BigInt(shift)) / d : size / (d * 10n ** BigInt(-shift));
  const value = Number(`${scaled}e${-shift}`);
  return negative ? -value : value;
}
