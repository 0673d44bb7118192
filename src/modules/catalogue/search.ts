import MiniSearch from 'minisearch';
import { familySaid } from './families.ts';
import { groupsOf } from './kinds.ts';
import type { Model } from './model.ts';
import { createNormaliser, normalise, tokensOf } from './words.ts';

interface Entry {
  id: string;
  name: string;
  family: string;
  said: string;
  hint: string;
}

/** Small words say nothing about a model and would match half of them. */
const empty = new Set(
  'и в на с по из для мне мой моя мое мою хочу хотел надо нужно можно как что это эту этот сделай сделать сделайте пожалуйста a an the to of for me my i want please make with from'
    .split(' ')
    .map(normalise),
);

export interface ModelSearch {
  find(query: string): string[];
}

/** Finds models by name, family, kind and what people say, with typos and in either language. */
export function createModelSearch(models: readonly Model[]): ModelSearch {
  let ready: MiniSearch<Entry> | undefined;
  return {
    find: (query) => {
      ready ??= buildIndex(models);
      const all = ready.search(query, { combineWith: 'AND' });
      const found = all.length > 0 ? all : ready.search(query, { combineWith: 'OR' });
      return found.map(({ id }) => String(id));
    },
  };
}

function buildIndex(models: readonly Model[]): MiniSearch<Entry> {
  const stem = createNormaliser();
  const followUps = new Set(models.filter(({ followUp }) => followUp).map(({ id }) => id));
  const index = new MiniSearch<Entry>({
    fields: ['name', 'family', 'said', 'hint'],
    tokenize: tokensOf,
    processTerm: (term) => {
      const word = stem(term);
      return empty.has(word) ? null : word;
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
