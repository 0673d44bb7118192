import { type Credits, creditsOf } from '#kernel';
import { isEqual, isList, type Json } from './form/index.ts';
import type { Price, Unit } from './price/price.ts';
import { amountOf, type Choice, ceilingOf, given, valuesAt } from './price/quantity.ts';
import {
  ceilTo,
  most,
  plus,
  type Rational,
  rational,
  times,
  toText,
  whole,
  zero,
} from './price/rational.ts';

export type { Choice } from './price/quantity.ts';

/** What the operator makes of the provider's credits. */
export interface Terms {
  /** Our credits for one of the provider's, as a decimal. */
  readonly rate: string;
  readonly step: Credits;
  readonly least: Credits;
}

/** One line of a bill, in the provider's credits, for the record. */
export interface BillLine {
  readonly what: string;
  readonly credits: string;
  readonly quantity: string;
  readonly unit: Unit;
}

export type Quote =
  | {
      readonly ok: true;
      /** `upTo`: only the run will tell, and never more than this. */
      readonly kind: 'exact' | 'upTo';
      readonly amount: Credits;
      readonly bill: readonly BillLine[];
    }
  | {
      readonly ok: false;
      readonly code: 'price_unknown' | 'length_unknown' | 'quantity_unknown';
      readonly param?: string;
    };

interface Sum {
  readonly value: Rational;
  readonly isCeiling: boolean;
  readonly bill: readonly BillLine[];
}

/** The price of exactly this input. What cannot be priced cannot be sold. */
export function quote(price: Price, terms: Terms, choice: Choice): Quote {
  const sum =
    price.credits === null && price.components ? tokens(price, choice) : unitsOf(price, choice);
  if ('ok' in sum) return sum;
  const amount = toCredits(sum.value, terms);
  return { ok: true, kind: sum.isCeiling ? 'upTo' : 'exact', amount, bill: sum.bill };
}

/** Rate, then one rounding up to the step, then the least price: never below it, so never negative. */
export function toCredits(provider: Rational, { rate, step, least }: Terms): Credits {
  const ours = times(times(provider, rational(rate)), whole(1000));
  const rounded = ceilTo(ours, step > 0n ? step : 1n);
  return creditsOf(rounded > least ? rounded : least);
}

/** What is taken in the end: the quote, or for a ceiling what was really used, never more than held. */
export function captured(
  held: Extract<Quote, { ok: true }>,
  terms: Terms,
  consumed: number,
): Credits {
  if (held.kind === 'exact' || !(consumed >= 0) || !Number.isFinite(consumed)) return held.amount;
  const used = toCredits(rational(consumed), terms);
  if (used >= held.amount) return held.amount;
  return used;
}

function unitsOf(price: Price, choice: Choice): Sum | Extract<Quote, { ok: false }> {
  const rule = price.rules?.find(({ when }) =>
    Object.entries(when).every(([name, wanted]) => matches(choice, name, wanted)),
  );
  const credits = rule ? rule.credits : price.credits;
  if (credits === null) return { ok: false, code: 'price_unknown' };
  const quantity = rule?.quantity ?? price.quantity;
  const amount = quantity === undefined ? undefined : amountOf(choice, quantity, price.output_max);
  if (amount && !amount.ok) return amount;
  const count = amount?.value ?? whole(1);
  const scaled = price.per === '1k-chars' ? times(count, { n: 1n, d: 1000n }) : count;
  // Where the data states a highest price, the choice does not tell which one it will be.
  const unit =
    price.credits_max === undefined
      ? rational(credits)
      : most(rational(credits), rational(price.credits_max));
  const line = {
    what: quantity ?? price.per,
    credits: toText(unit),
    quantity: toText(count),
    unit: price.per,
  };
  const isCeiling = (amount?.isCeiling ?? false) || price.credits_max !== undefined;
  return withExtras(price, choice, { value: times(unit, scaled), isCeiling, bill: [line] });
}

function withExtras(price: Price, { input }: Choice, sum: Sum): Sum {
  let { value } = sum;
  const bill = [...sum.bill];
  for (const { param, per_item, free } of price.extras ?? []) {
    const count = Math.max(0, valuesAt(input, param).length - free);
    if (count === 0) continue;
    value = plus(value, times(rational(per_item), whole(count)));
    bill.push({ what: param, credits: String(per_item), quantity: String(count), unit: 'image' });
  }
  return { ...sum, value, bill };
}

/** Billed by tokens, which only the run can count: every kind needs a stated maximum. */
function tokens(price: Price, choice: Choice): Sum | Extract<Quote, { ok: false }> {
  let value = zero;
  const bill: BillLine[] = [];
  for (const { unit, credits_per_1m, max } of price.components ?? []) {
    const amount = ceilingOf(choice, max);
    if (!amount.ok) return max === undefined ? { ok: false, code: 'price_unknown' } : amount;
    value = plus(
      value,
      times(times(rational(credits_per_1m), amount.value), { n: 1n, d: 1_000_000n }),
    );
    bill.push({
      what: unit,
      credits: String(credits_per_1m),
      quantity: toText(amount.value),
      unit: price.per,
    });
  }
  return { value, isCeiling: true, bill };
}

/** Literally equal; "*" is given, null is absent. An empty list is as good as none. */
function matches(choice: Choice, name: string, wanted: Json): boolean {
  const value = given(choice, name);
  const isGiven =
    value !== undefined && value !== null && value !== '' && !(isList(value) && value.length === 0);
  if (wanted === '*') return isGiven;
  return wanted === null ? !isGiven : isEqual(value, wanted);
}

export const isForSale = (price: Price): boolean => {
  if (price.components && price.credits === null)
    return price.components.length > 0 && price.components.every(({ max }) => max !== undefined);
  const known = price.credits !== null || price.rules?.some(({ credits }) => credits !== null);
  const needsOutput = [price.quantity, ...(price.rules ?? []).map(({ quantity }) => quantity)].some(
    (quantity) => quantity?.split('+').some((part) => part.trim() === 'output'),
  );
  return known === true && (!needsOutput || price.output_max !== undefined);
};
