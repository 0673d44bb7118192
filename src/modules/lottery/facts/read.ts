import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkLotteries } from './check.ts';
import type { Lottery } from './lottery.ts';

const file = join(import.meta.dirname, '..', 'data', 'lotteries.json');

/** The entries as they lie in the file, not yet judged. */
export const readRawLotteries = (): unknown[] =>
  z.array(z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));

export class LotteryDataError extends Error {
  constructor(mistakes: readonly { where: string; what: string }[]) {
    super(mistakes.map(({ where, what }) => `${where}: ${what}`).join('\n'));
    this.name = 'LotteryDataError';
  }
}

/** The built-in lotteries, or every mistake in them at once. */
export function readLotteries(): readonly Lottery[] {
  const { lotteries, mistakes } = checkLotteries(readRawLotteries());
  if (mistakes.length > 0) throw new LotteryDataError(mistakes);
  return lotteries;
}
