import { AppError, type Clock } from '#kernel';
import type { Lottery } from '#modules/lottery/facts';
import { mergeLotteries } from './merge.ts';
import type { LotteryNow, Sourced } from './types.ts';

const nothing = { games: [], titles: [], codes: [] };

/** The built-in facts alone, and how old they are. */
export function createFacts({ lotteries, clock }: { lotteries: readonly Lottery[]; clock: Clock }) {
  const asOf = newest(lotteries);
  const sourced = <T>(value: T): Sourced<T> => ({
    value,
    source: 'facts',
    asOf,
    ageMs: Math.max(0, clock.now().getTime() - asOf.getTime()),
    isStale: true,
  });
  const plain = mergeLotteries({ lotteries, ...nothing, month: '' });
  return {
    sourced,
    lotteries: (): Sourced<LotteryNow[]> => sourced(plain),
  };
}

/** The first day of the newest month any fact was seen in. */
function newest(lotteries: readonly Lottery[]): Date {
  const months = lotteries.flatMap(({ facts }) =>
    Object.values(facts).flatMap(({ asOf }) =>
      asOf === undefined ? [] : [asOf.length === 4 ? `${asOf}-01` : asOf],
    ),
  );
  const last = months.sort().at(-1);
  if (last === undefined) throw new AppError('internal', { why: 'facts without an age' });
  return new Date(`${last}-01T00:00:00Z`);
}
