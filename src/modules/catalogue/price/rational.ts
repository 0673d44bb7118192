/** An exact fraction, d > 0. Prices are multiplied and added as these and rounded once, at the end. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const whole = (n: bigint | number): Rational => ({ n: BigInt(n), d: 1n });
export const zero: Rational = whole(0n);

const decimal = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;

/** Exactly what the decimal says: 24.8 is 248/10, not the float next to it. */
export function rational(text: string | number): Rational {
  const [, sign, head = '', tail = '', exponent = '0'] = decimal.exec(String(text).trim()) ?? [];
  if (head + tail === '') throw new RangeError(`not a decimal: ${text}`);
  const shift = Number(exponent) - tail.length;
  if (Math.abs(shift) > 400) throw new RangeError(`out of range: ${text}`);
  const digits = BigInt(head + tail) * (sign === '-' ? -1n : 1n);
  return shift >= 0
    ? whole(digits * 10n ** BigInt(shift))
    : reduce({ n: digits, d: 10n ** BigInt(-shift) });
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

function reduce({ n, d }: Rational): Rational {
  const by = gcd(n, d);
  return by <= 1n ? { n, d } : { n: n / by, d: d / by };
}

export const plus = (a: Rational, b: Rational): Rational =>
  reduce({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const times = (a: Rational, b: Rational): Rational => reduce({ n: a.n * b.n, d: a.d * b.d });
export const isLess = (a: Rational, b: Rational): boolean => a.n * b.d < b.n * a.d;
export const most = (a: Rational, b: Rational): Rational => (isLess(a, b) ? b : a);

/** Rounded up to whole steps; zero and less stay zero. */
export function ceilTo({ n, d }: Rational, step: bigint): bigint {
  if (n <= 0n) return 0n;
  const unit = d * step;
  return ((n + unit - 1n) / unit) * step;
}

/** A plain decimal for records; what has no end is cut after six places. */
export function toText({ n, d }: Rational): string {
  const millionths = (n * 1_000_000n) / d;
  const size = millionths < 0n ? -millionths : millionths;
  const tail = (size % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '');
  return `${millionths < 0n ? '-' : ''}${size / 1_000_000n}${tail === '' ? '' : `.${tail}`}`;
}
