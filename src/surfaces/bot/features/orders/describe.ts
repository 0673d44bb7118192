import { type Credits, creditsOf, type Locale } from '#kernel';
import type { Catalogue } from '#modules/catalogue';
import type { Generation } from '#modules/generation';
import { join, type Words } from '#surfaces/bot/ui';
import { messages } from './messages.ts';

export const titleOf = (
  { catalogue }: { catalogue: Pick<Catalogue, 'find'> },
  modelId: string,
  locale: Locale,
): string => catalogue.find(modelId)?.title[locale] ?? modelId;

const promptNames = ['prompt', 'text', 'script', 'lyrics', 'description', 'query'];

/** What the person wrote, whatever this model calls it. */
export function promptOf({ input }: Pick<Generation, 'input'>): string | undefined {
  for (const name of promptNames) {
    const value = input[name];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return undefined;
}

export function headOf(
  deps: { catalogue: Pick<Catalogue, 'find'> },
  { number, modelId }: Pick<Generation, 'number' | 'modelId'>,
  locale: Locale,
): Words {
  return messages[locale].order(number, titleOf(deps, modelId, locale));
}

export const priceOf = (
  orders: readonly { price: Pick<Generation['price'], 'amount'> }[],
): Credits => creditsOf(orders.reduce((sum, { price }) => sum + price.amount, 0n));

/** Each on a line of its own; what is not there leaves no gap. */
export const lines = (pieces: readonly (Words | undefined)[], separator = '\n'): Words =>
  join(
    pieces.filter((piece) => piece !== undefined),
    separator,
  );
