import { z } from 'zod';
import { type Credits, creditsOf } from '#kernel';
import { type Form, type Json, result } from '#modules/catalogue';
import {
  type BatchKind,
  planModels,
  planPrompts,
  planValues,
  planVariants,
} from '#modules/generation';
import type { Order, StudioDeps } from './deps.ts';
import type { Draft } from './draft.ts';
import { asInput } from './media.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
export type SeriesValue = z.infer<typeof scalar>;

/** What one form is to become several orders by. */
export const seriesShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('variants'), count: z.int().min(1).max(100) }),
  /** Several values of one parameter. */
  z.object({ kind: z.literal('values'), name: z.string(), values: z.array(scalar) }),
  /** The same wish to several models. */
  z.object({ kind: z.literal('models'), modelIds: z.array(z.string()) }),
  /** Several texts in one place. */
  z.object({ kind: z.literal('prompts'), name: z.string(), prompts: z.array(z.string()) }),
]);
export type SeriesPlan = z.infer<typeof seriesShape> & { kind: BatchKind };

export const leastInSeries = 2;
export const mostInSeries = 100;

/** What the draft and its plan come to: nothing is ordered yet. */
export interface Series {
  plan: SeriesPlan;
  orders: Order[];
  total: Credits;
  kind: 'exact' | 'upTo';
  /** How many the plan names that cannot be ordered with the other answers. */
  left: number;
}

type SeriesDeps = Pick<StudioDeps, 'catalogue'>;
type Filled = {
  form: Form;
  seconds: Record<string, number>;
  draft: Pick<Draft, 'modelId' | 'state'>;
};

/** The form as one order; undefined while something is missing. */
export function orderOf({ form, seconds, draft }: Filled): Order | undefined {
  const finished = result(form, draft.state);
  return finished.ok
    ? { modelId: draft.modelId, input: asInput(finished.value), seconds }
    : undefined;
}

export function seriesOf(deps: SeriesDeps, filled: Filled, plan: SeriesPlan): Series {
  const order = orderOf(filled);
  const planned = order ? ordersOf(deps, order, plan) : [];
  const priced = planned.flatMap((one) => {
    const quote = priceOfOrder(deps, one);
    return quote ? [{ order: one, quote }] : [];
  });
  return {
    plan,
    orders: priced.map((one) => one.order),
    total: creditsOf(priced.reduce((sum, { quote }) => sum + quote.amount, 0n)),
    kind: priced.some(({ quote }) => quote.kind === 'upTo') ? 'upTo' : 'exact',
    left: sizeOf(plan) - priced.length,
  };
}

/** Undefined: it cannot be sold like this. */
export function priceOfOrder({ catalogue }: SeriesDeps, { modelId, input, seconds }: Order) {
  if (catalogue.whyNotSold(modelId) !== undefined) return undefined;
  if (catalogue.faults(modelId, input).length > 0) return undefined;
  const quote = catalogue.quote(modelId, { input, seconds });
  return quote.ok ? quote : undefined;
}

const sizeOf = (plan: SeriesPlan): number => {
  switch (plan.kind) {
    case 'variants':
      return plan.count;
    case 'values':
      return plan.values.length;
    case 'models':
      return plan.modelIds.length;
    case 'prompts':
      return plan.prompts.length;
  }
};

function ordersOf(deps: SeriesDeps, order: Order, plan: SeriesPlan): Order[] {
  if (sizeOf(plan) === 0) return [];
  switch (plan.kind) {
    case 'variants':
      return planVariants(order, plan.count).map(withSeconds(order));
    case 'values':
      return planValues(order, { values: { [plan.name]: plan.values }, mode: 'zip' }).map(
        withSeconds(order),
      );
    case 'models':
      return forModels(deps, order, plan.modelIds).orders;
    case 'prompts':
      return plan.prompts.map((text) => ({
        ...order,
        input: { ...order.input, [plan.name]: text },
      }));
  }
}

/** One wish for several models, each with what it knows of the answers; who cannot take it is left out. */
export function forModels(
  { catalogue }: SeriesDeps,
  order: Order,
  modelIds: readonly string[],
): { orders: Order[]; left: string[] } {
  const models = modelIds.flatMap((id) => catalogue.find(id) ?? []);
  const { orders, left } = planModels(
    order,
    models,
    (id, input) =>
      catalogue.whyNotSold(id) === undefined && catalogue.faults(id, input).length === 0,
  );
  return { orders: orders.map(withSeconds(order)), left };
}

const withSeconds =
  ({ seconds }: Order) =>
  (one: { modelId: string; input: Order['input'] }): Order => ({ ...one, seconds });

export function valuePrices(
  deps: SeriesDeps,
  filled: Filled,
  { name, values }: { name: string; values: readonly Json[] },
) {
  const order = orderOf(filled);
  return values.map(
    (value) => order && priceOfOrder(deps, { ...order, input: { ...order.input, [name]: value } }),
  );
}

export function modelPrices(deps: SeriesDeps, filled: Filled, modelIds: readonly string[]) {
  const order = orderOf(filled);
  return (order ? forModels(deps, order, modelIds).orders : []).flatMap((one) => {
    const quote = priceOfOrder(deps, one);
    return quote ? [{ modelId: one.modelId, quote }] : [];
  });
}

/** Texts as people paste them; throws `bad_request` when there are none or too many. */
export const splitPrompts = (text: string): string[] =>
  planPrompts({ modelId: '', input: {} }, text, 'text').map(({ input }) => String(input.text));
