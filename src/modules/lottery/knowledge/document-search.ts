import MiniSearch from 'minisearch';
import { stemOf, tokensOf } from '#modules/lottery/understand';
import { fuse } from './fuse.ts';
import type { VectorSearch } from './vectors.ts';

export interface SearchDocument {
  id: string;
  kind: string;
  title: string;
  text: string;
}

export interface DocumentSearch {
  /** Ids, best first. */
  find(query: string, given?: { kinds?: readonly string[]; limit?: number }): Promise<string[]>;
}

const empty = new Set(
  'и в на с по из за для не мне что это как где какой какая какую какие есть или the a an of to for me is i with'
    .split(' ')
    .map(stemOf),
);

/** Draws, packets, news, promotions and rules by their words; a slip of the finger only where no document has the word. */
export function createDocumentSearch(
  documents: readonly SearchDocument[],
  vectors?: VectorSearch,
): DocumentSearch {
  const words = new Set<string>();
  const index = new MiniSearch<SearchDocument>({
    fields: ['title', 'text'],
    storeFields: ['kind'],
    tokenize: (text) => tokensOf(text).map(({ stem }) => stem),
    processTerm: (term) => {
      if (empty.has(term)) return null;
      return term;
    },
  });
  for (const { title, text } of documents)
    for (const { stem } of tokensOf(`${title} ${text}`)) words.add(stem);
  index.addAll([...documents]);
  const isSlip = (term: string) => term.length >= 5 && !/\d/.test(term) && !words.has(term);

  return {
    find: async (query, { kinds, limit = 10 } = {}) => {
      const byWords = index
        .search(query, {
          boost: { title: 3, text: 1 },
          fuzzy: (term) => (isSlip(term) ? 0.2 : false),
          ...(kinds ? { filter: ({ kind }) => kinds.includes(String(kind)) } : {}),
        })
        .slice(0, Math.max(limit, 50))
        .map(({ id }) => String(id));
      if (!vectors) return byWords.slice(0, limit);
      return fuse([byWords, await vectors.find(query)]).slice(0, limit);
    },
  };
}
