import { createHash } from 'node:crypto';

/** The same seed, the same throws: a picture asked for twice is the same picture. */
export interface Dice {
  /** From 0 up to, but not including, 1. */
  roll(): number;
  between(low: number, high: number): number;
  whole(low: number, high: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
}

export function createDice(seed: string): Dice {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  // mulberry32: small, and good enough for the eye.
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + roll() * (high - low);
  const whole = (low: number, high: number) => Math.floor(between(low, high + 1));
  return {
    roll,
    between,
    whole,
    pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
  };
}
