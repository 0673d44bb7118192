import { choose } from './combinatorics.ts';
import type { Matrix } from './tiers.ts';

/** A "system" bet marks more numbers than needed and pays for every ordinary ticket inside it. */
export function ticketsInSystemBet(matrix: Matrix, marked: readonly number[]): bigint {
  if (marked.length !== matrix.fields.length) throw new RangeError('one count for each field');
  return matrix.fields.reduce((tickets, { pick, of }, i) => {
    const count = marked[i] ?? 0;
    if (!Number.isInteger(count) || count < pick || count > of)
      throw new RangeError(`field ${i + 1} takes ${pick} to ${of} numbers`);
    return tickets * choose(count, pick);
  }, 1n);
}
