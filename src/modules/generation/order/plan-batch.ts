import { z } from 'zod';
import { AppError } from '#kernel';
import type { Json, Model } from '#modules/catalogue';
import { mostInBatch, type Order } from './order.ts';

const within = (orders: Order[]): Order[] => {
  if (orders.length < 1 || orders.length > mostInBatch)
    throw new AppError('bad_request', { size: orders.length, most: mostInBatch });
  return orders;
};

/** One order several times. A seed would make all of them the same, so only the first keeps it. */
export function planVariants(order: Order, count: number): Order[] {
  if (!Number.isInteger(count)) throw new AppError('bad_request', { count });
  const { seed: _, ...seedless } = order.input;
  return within(
    Array.from({ length: Math.min(count, mostInBatch + 1) }, (_one, index) => ({
      ...order,
      input: index === 0 ? order.input : seedless,
    })),
  );
}

export interface ValuePlan {
  /** By the name of the parameter. */
  values: Readonly<Record<string, readonly Json[]>>;
  /** `product`: each with each. `zip`: the first with the first, the second with the second. */
  mode: 'product' | 'zip';
}

/** One order with other values for some of its parameters. */
export function planValues(order: Order, { values, mode }: ValuePlan): Order[] {
  const named = Object.entries(values);
  if (named.length === 0 || named.some(([, list]) => list.length === 0))
    throw new AppError('bad_request', { reason: 'no values' });
  const choices = mode === 'zip' ? zip(named) : product(named);
  return within(choices.map((choice) => ({ ...order, input: { ...order.input, ...choice } })));
}

type Named = readonly (readonly [string, readonly Json[]])[];

function zip(named: Named): Record<string, Json>[] {
  const [length, ...others] = new Set(named.map(([, list]) => list.length));
  if (length === undefined || others.length > 0)
    throw new AppError('bad_request', { reason: 'lists of different lengths' });
  return Array.from({ length: Math.min(length, mostInBatch + 1) }, (_, index) =>
    Object.fromEntries(named.map(([name, list]) => [name, list[index] ?? null])),
  );
}

function product(named: Named): Record<string, Json>[] {
  const size = named.reduce((total, [, list]) => total * list.length, 1);
  // Before they are made: ten lists of ten would be ten thousand millions.
  if (size > mostInBatch) throw new AppError('bad_request', { size, most: mostInBatch });
  return named.reduce<Record<string, Json>[]>(
    (made, [name, list]) => made.flatMap((one) => list.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

export interface ModelPlan {
  orders: Order[];
  /** Models that this input is not enough for. */
  left: string[];
}

/** One wish to several models: each gets what it knows of the parameters, or only the words if its values differ. */
export function planModels(
  { input, seconds }: Pick<Order, 'input' | 'seconds'>,
  models: readonly Pick<Model, 'id' | 'schema'>[],
  isValid: (modelId: string, input: Order['input']) => boolean,
): ModelPlan {
  const left: string[] = [];
  const orders = models.flatMap(({ id, schema }): Order[] => {
    const properties = propertiesOf(schema);
    const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
    const given = required.flatMap((name): [string, Json][] => {
      const value = properties[name]?.default;
      return value === undefined ? [] : [[name, value]];
    });
    const pick = (names: readonly string[]): Order['input'] => ({
      ...Object.fromEntries(given),
      ...Object.fromEntries(Object.entries(input).filter(([name]) => names.includes(name))),
    });
    const wishes = [Object.keys(properties), ['prompt', ...required], ['prompt']];
    const fit = wishes.map(pick).find((one) => isValid(id, one));
    if (fit) return [{ modelId: id, input: fit, seconds }];
    left.push(id);
    return [];
  });
  return { orders: orders.length === 0 ? orders : within(orders), left };
}

const propertiesShape = z.record(z.string(), z.looseObject({ default: z.json().optional() }));

const propertiesOf = (schema: Model['schema']) =>
  propertiesShape.safeParse(schema.properties).data ?? {};

/** Prompts as people paste them: blocks apart by an empty line, or else a line each; numbers and dashes in front go. */
export function planPrompts(order: Order, text: string, param = 'prompt'): Order[] {
  const blocks = text.split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+/).map((one) => one.trim());
  const parts = blocks.filter(Boolean).length > 1 ? blocks : text.split(/\r?\n/);
  const prompts = parts.map((one) => one.replace(/^\s*(?:\d{1,3}[.)]|[-–—•*])\s+/, '').trim());
  return within(
    prompts
      .filter(Boolean)
      .slice(0, mostInBatch + 1)
      .map((prompt) => ({ ...order, input: { ...order.input, [param]: prompt } })),
  );
}

/** Several different orders at once: as many as there are. */
export const planParallel = (orders: readonly Order[]): Order[] => within([...orders]);

/** One model with several sets of parameters. */
export const planBatch = (
  modelId: string,
  sets: readonly Pick<Order, 'input' | 'seconds'>[],
): Order[] => within(sets.map((set) => ({ modelId, ...set })));
