import type { Credits } from '#kernel';
import {
  answer,
  current,
  type Form,
  isList,
  type Json,
  type Path,
  type State,
} from './form/index.ts';
import type { Price, Unit } from './price/price.ts';
import { partsOf } from './price/price.ts';
import { fieldSchema, toNumber } from './price/quantity.ts';
import { isLess, plus, type Rational, rational, times, whole, zero } from './price/rational.ts';
import { isForSale, type Quote, type Terms, toCredits } from './quote.ts';

/** The lowest price on a model's card; `unit` where it goes by something the card cannot know. */
export interface FromPrice {
  readonly amount: Credits;
  readonly unit: Unit | undefined;
}

export function fromPrice(price: Price, terms: Terms, schema: Json): FromPrice | undefined {
  if (!isForSale(price)) return undefined;
  if (price.components && price.credits === null)
    return { amount: toCredits(zero, terms), unit: undefined };
  const ways = [price, ...(price.rules ?? [])].flatMap(({ credits, quantity }) =>
    credits === null ? [] : [least(rational(credits), quantity ?? price.quantity, schema)],
  );
  const [first, ...others] = ways;
  if (!first) return undefined;
  const cheapest = others.reduce((a, b) => (isLess(b.cost, a.cost) ? b : a), first);
  return { amount: toCredits(cheapest.cost, terms), unit: cheapest.open ? price.per : undefined };
}

/** One unit where the length is the person's own; the smallest allowed number otherwise. */
function least(credits: Rational, quantity: string | undefined, schema: Json) {
  if (quantity === undefined) return { cost: credits, open: false };
  const parts = partsOf(quantity);
  const fields = parts.filter(({ kind }) => kind === 'field');
  if (fields.length === 0) return { cost: credits, open: true };
  let count = zero;
  for (const { name } of fields) count = plus(count, smallest(schema, name ?? ''));
  return { cost: times(credits, count), open: false };
}

function smallest(schema: Json, name: string): Rational {
  const field = fieldSchema(schema, name);
  const options = (isList(field?.enum) ? field.enum : [])
    .map(toNumber)
    .filter((size) => size !== undefined);
  const [first] = options.toSorted((a, b) => Number(a) - Number(b));
  const found = first ?? toNumber(field?.minimum) ?? toNumber(field?.default);
  return found === undefined || Number(found) <= 0 ? whole(1) : rational(found);
}

export interface OptionPrice {
  readonly value: Json;
  readonly quote: Quote;
  /** Against what is chosen now; undefined where either cannot be told. */
  readonly difference: bigint | undefined;
}

/** What each option would make of the price, everything else staying as it can. */
export function optionPrices(
  form: Form,
  state: State,
  ask: {
    readonly path: Path;
    readonly options: readonly Json[];
    readonly quoteOf: (input: Json) => Quote;
    /** The parameters that the price goes by, where that is known. */
    readonly pricedBy?: ReadonlySet<string>;
  },
): readonly OptionPrice[] {
  const now = quoteState(form, state, ask.quoteOf);
  // Every answer is worked out with all that follows from it: spared where nothing of it can touch the price.
  const [, name = ''] = ask.path.split('/');
  if (ask.pricedBy && !ask.pricedBy.has(name) && !form.doc.conditional)
    return ask.options.map((value) => ({ value, quote: now, difference: now.ok ? 0n : undefined }));
  return ask.options.map((value) => {
    const outcome = answer(form, state, ask.path, { kind: 'value', value });
    const quote = outcome.ok ? quoteState(form, outcome.state, ask.quoteOf) : unpriced;
    const difference = quote.ok && now.ok ? quote.amount - now.amount : undefined;
    return { value, quote, difference };
  });
}

const unpriced: Quote = { ok: false, code: 'price_unknown' };

function quoteState(form: Form, state: State, quoteOf: (input: Json) => Quote): Quote {
  const input = current(form, state);
  return input === undefined ? unpriced : quoteOf(input);
}
