import { multiply, type Ratio, ratio, subtract, sum } from './ratio.ts';

export interface PricedTier {
  chance: Ratio;
  /** Undefined when the prize is shared out of a fund and nobody knows it beforehand. */
  amountRub?: number;
}

export type Expectation =
  /** Every prize is known: the figure is exact. */
  | { basis: 'prizes'; returnRub: Ratio; lossRub: Ratio }
  /** Only the share of sales that goes to prizes is known: an average over all tickets. */
  | { basis: 'fund'; returnRub: Ratio; lossRub: Ratio; atLeastRub: Ratio }
  /** Some prizes are known and no fund is: the return is at least this. */
  | { basis: 'known-prizes'; atLeastRub: Ratio };

interface ExpectInput {
  priceRub: number;
  tiers: readonly PricedTier[];
  fundPercent?: number;
}

/** What a ticket brings back on average. Prefers exact prizes, else the published fund, and says which. */
export function expectation({ priceRub, tiers, fundPercent }: ExpectInput): Expectation {
  const known = tiers.flatMap(({ chance, amountRub }) =>
    amountRub === undefined ? [] : [multiply(chance, ratio(amountRub))],
  );
  const fromKnown = sum(known);
  const price = ratio(priceRub);
  if (tiers.length > 0 && known.length === tiers.length)
    return { basis: 'prizes', returnRub: fromKnown, lossRub: subtract(price, fromKnown) };
  if (fundPercent === undefined) return { basis: 'known-prizes', atLeastRub: fromKnown };
  const returnRub = multiply(price, ratio(fundPercent, 100));
  return { basis: 'fund', returnRub, lossRub: subtract(price, returnRub), atLeastRub: fromKnown };
}
