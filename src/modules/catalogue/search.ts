import MiniSearch from 'minisearch';
import { familySaid } from './families.ts';
import { groups, groupsOf } from './kinds.ts';
import type { Model } from './model.ts';
import { createWishReader, isEmptyWord, type Wish } from './wish.ts';
import { createNormaliser, tokensOf } from './words.ts';

interface Entry {
  id: string;
  name: string;
  family: string;
  said: string;
  hint: string;
}

export interface ModelSearch {
  find(query: string): string[];
}

/** Finds models by name, family, kind and what people say, with typos and in either language. */
export function createModelSearch(models: readonly Model[]): ModelSearch {
  let ready: MiniSearch<Entry> | undefined;
  const readWish = createWishReader(groups);

  const byText = (query: string): ReadonlyMap<string, number> => {
    ready ??= buildIndex(models);
    const all = ready.search(query, { combineWith: 'AND' });
    const found = all.length > 0 ? all : ready.search(query, { combineWith: 'OR' });
    const highest = found[0]?.score ?? 1;
    return new Map(found.map(({ id, score }) => [String(id), score / highest]));
  };

  return {
    find: (query) => {
      const texts = byText(query);
      const wishes = readWish(query);
      // Where the whole query is a wish, the order is that of the shelf.
      const textWorth = wishes.some(({ likeness }) => likeness > 0.95) ? 0 : 1;
      return models
        .map((model) => ({
          id: model.id,
          score: textWorth * (texts.get(model.id) ?? 0) + meant(model, wishes),
        }))
        .filter(({ score }) => score > 0)
        .sort((one, other) => other.score - one.score)
        .map(({ id }) => id);
    },
  };
}

/** What a person means stands before a word that happens to be in a name. */
function meant({ kind, also = [], followUp }: Model, wishes: readonly Wish[]): number {
  // What needs an earlier result is rarely what a person asks for first.
  if (followUp) return 0;
  const worth = wishes.map(({ group, likeness }) => {
    if (group.kinds.includes(kind)) return 2 * likeness;
    return also.some((one) => group.kinds.includes(one)) ? likeness : 0;
  });
  return Math.max(0, ...worth);
}

function buildIndex(models: readonly Model[]): MiniSearch<Entry> {
  const stem = createNormaliser();
  const followUps = new Set(models.filter(({ followUp }) => followUp).map(({ id }) => id));
  const index = new MiniSearch<Entry>({
    fields: ['name', 'family', 'said', 'hint'],
    tokenize: tokensOf,
    processTerm: (term) => {
      const word = stem(term);
      return isEmptyWord(word) ? null : word;
    },
    searchOptions: {
      // What needs an earlier result is rarely what a person asks for first.
      boostDocument: (id) => (followUps.has(String(id)) ? 0.5 : 1),
      boost: { name: 3, family: 2, said: 2, hint: 1 },
      fuzzy: (term) => (/\d/.test(term) || term.length < 4 ? false : 0.25),
      prefix: (term) => term.length >= 3 && !/\d/.test(term),
    },
  });
  index.addAll(models.map(entryOf));
  return index;
}

function entryOf(model: Model): Entry {
  const groups = groupsOf([model.kind, ...(model.also ?? [])]);
  const main = groupsOf([model.kind]);
  return {
    id: model.id,
    name: `${model.title.ru} ${model.title.en}`,
    family: `${model.family} ${familySaid[model.family] ?? ''}`,
    // The main purpose twice: a model made for the job stands before one that can also do it.
    said: [...main, ...groups]
      .flatMap(({ title, said }) => [title.ru, title.en, ...said])
      .join(' '),
    hint: `${model.hint.ru} ${model.hint.en}`,
  };
}
