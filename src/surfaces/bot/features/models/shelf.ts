import { createHash } from 'node:crypto';
import type { Locale } from '#kernel';
import type { Catalogue, Group, Model } from '#modules/catalogue';
import { messages } from './messages.ts';

export interface Shelf {
  readonly group: Group;
  readonly models: readonly Model[];
}

const keyLength = 12;

/** Ids are longer than a button may carry; their keys stay the same whatever the catalogue becomes. */
const keyOf = (id: string): string =>
  createHash('sha256').update(id).digest('hex').slice(0, keyLength);

/** What is on sale as a visitor walks through it. */
export function createShelves(catalogue: Catalogue) {
  const byKey = new Map(catalogue.models.map((model) => [keyOf(model.id), model]));
  const shelves: readonly Shelf[] = catalogue.groups();

  const fromText = (model: Model, locale: Locale): string => {
    const t = messages[locale];
    const from = catalogue.from(model.id);
    return from === undefined ? t.free : t.from(t.credits(from.amount), from.unit);
  };

  return {
    shelves,
    keyOf: (model: Model) => keyOf(model.id),
    shelfOf: (id: string) => shelves.find(({ group }) => group.id === id),
    /** Undefined: it was taken off sale since the button was made. */
    modelBy: (key: string): Model | undefined => {
      const model = byKey.get(key);
      return model && catalogue.whyNotSold(model.id) === undefined ? model : undefined;
    },
    search: catalogue.search,
    form: catalogue.form,
    fromText,
    /** Its name and price on a button. */
    labelOf: (model: Model, locale: Locale): string =>
      `${model.title[locale]} · ${fromText(model, locale)}`,
    /** The lowest price on the shelf. */
    cheapest: ({ models }: Shelf, locale: Locale): string => {
      const priced = models
        .flatMap((model) => {
          const from = catalogue.from(model.id);
          return from === undefined ? [] : [{ model, amount: from.amount }];
        })
        .sort((a, b) => Number(a.amount - b.amount));
      const [first] = priced;
      return first === undefined ? messages[locale].free : fromText(first.model, locale);
    },
  };
}

export type Shelves = ReturnType<typeof createShelves>;
