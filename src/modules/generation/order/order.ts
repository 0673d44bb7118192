import { AppError, type Credits, creditsOf, toDecimal } from '#kernel';
import type { Catalogue, Json, Quote } from '#modules/catalogue';
import type { GenerationInput } from '../generation.ts';
import { fingerprintOf } from './fingerprint.ts';
import { unitPriceOf } from './unit-price.ts';

export const mostInBatch = 100;

export interface Order {
  modelId: string;
  input: GenerationInput;
  /** Lengths of the media in the input, by their addresses. */
  seconds?: Record<string, number> | undefined;
}

/** An order that may be sold: looked at, judged and priced, by the catalogue of this moment. */
export interface Checked {
  modelId: string;
  input: GenerationInput;
  seconds: Record<string, number>;
  fingerprint: string;
  catalogueHash: string;
  price: Extract<Quote, { ok: true }>;
  terms: { rate: string; step: string; least: string };
}

/** Refuses what is not sold, not valid or not priced, whatever the face that took it has checked. */
export function checkOrder(catalogue: Catalogue, order: Order): Checked {
  const { modelId, input, seconds = {} } = order;
  const reason = catalogue.whyNotSold(modelId);
  if (reason) throw new AppError('gone', { modelId, reason });
  const faults = catalogue.faults(modelId, input);
  if (faults.length > 0) throw new AppError('bad_request', { modelId, faults });
  const price = catalogue.quote(modelId, { input, seconds });
  if (!price.ok)
    throw new AppError('bad_request', { modelId, reason: price.code, param: price.param });
  const { rate, step, least } = catalogue.terms;
  return {
    modelId,
    input,
    seconds,
    fingerprint: fingerprintOf({ modelId, input }),
    catalogueHash: catalogue.hash(modelId),
    price,
    terms: { rate, step: toDecimal(step), least: toDecimal(least) },
  };
}

// Enough to know in a statement what was bought; long texts and files stay with the generation.
const longestFact = 60;

/** What a line of the statement tells about an order. */
export function detailsOf({ modelId, input, price, terms }: Checked) {
  const parameters = Object.fromEntries(Object.entries(input).filter(([, one]) => isFact(one)));
  const [line] = price.bill;
  return {
    model: modelId,
    parameters,
    ...(line && {
      unitPrice: unitPriceOf(line.credits, terms.rate),
      note: `${line.quantity} × ${line.unit}`,
    }),
  };
}

const isFact = (value: Json): boolean =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'string' && value.length <= longestFact && !value.includes('://'));

/** Nobody pays more than they have seen. */
export function checkSeen(now: Credits, seen: Credits | undefined): void {
  if (seen === undefined || now <= seen) return;
  throw new AppError('conflict', {
    reason: 'dearer',
    price: toDecimal(now),
    before: toDecimal(seen),
  });
}

export const totalOf = (orders: readonly Checked[]): Credits =>
  creditsOf(orders.reduce((total, { price }) => total + price.amount, 0n));
