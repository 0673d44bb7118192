import {
  chanceOfAny,
  type Expectation,
  expectation,
  type Ratio,
  tierChance,
  toNumber,
} from '#modules/lottery/odds';
import type { Lottery } from './lottery.ts';

/** What follows from the rules of a lottery by exact counting. */
export interface Figures {
  tiers: readonly { chance: Ratio; oneIn: number }[];
  /** The main prize; undefined where its rule is not known. */
  main?: Ratio;
  /** Any prize at all; undefined where it depends on the bet or the rules are not known. */
  any?: Ratio;
  expected?: Expectation;
}

export function figuresOf({ matrix, tiers, overall, priceRub, fundPercent }: Lottery): Figures {
  const chances = matrix ? tiers.map(({ rule }) => tierChance(matrix, rule)) : [];
  const main = chances[tiers.findIndex((tier) => tier.main)];
  const any =
    overall.by === 'tier'
      ? chances[overall.tier]
      : overall.by === 'sum' && matrix
        ? chanceOfAny(
            matrix,
            tiers.filter((_, i) => !overall.without?.includes(i)).map(({ rule }) => rule),
          )
        : undefined;
  // Tiers that do not exclude each other, or belong to different bets, have no common expectation.
  const paid =
    overall.by === 'sum'
      ? tiers.flatMap(({ amountRub }, i) => {
          const chance = chances[i];
          if (chance === undefined || overall.without?.includes(i)) return [];
          return [{ chance, ...(amountRub === undefined ? {} : { amountRub }) }];
        })
      : [];
  return {
    tiers: chances.map((chance) => ({ chance, oneIn: 1 / toNumber(chance) })),
    ...(main ? { main } : {}),
    ...(any ? { any } : {}),
    ...(priceRub !== undefined &&
    (fundPercent !== undefined || paid.some((tier) => 'amountRub' in tier))
      ? {
          expected: expectation({
            priceRub,
            tiers: paid,
            ...(fundPercent === undefined ? {} : { fundPercent }),
          }),
        }
      : {}),
  };
}
