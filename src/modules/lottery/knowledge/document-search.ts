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

const stemsOf = (text: string): string[] =>
  tokensOf(text)
    .map(({ stem }) => stem)
    .filter((stem) => !empty.has(stem));

/** A word of so many documents tells them apart hardly, and costs the most. */
const common = { least: 300, share: 0.02 };
const rarest = 2;

/** Draws, packets, news, promotions and rules by their words; a slip of the finger only where no document has the word. */
export function createDocumentSearch(
  documents: readonly SearchDocument[],
  vectors?: VectorSearch,
): DocumentSearch {
  const frequency = new Map<string, number>();
  const index = new MiniSearch<SearchDocument>({
    fields: ['title', 'text'],
    storeFields: ['kind'],
    tokenize: stemsOf,
    processTerm: (term) => term,
  });
  for (const { title, text } of documents)
    for (const stem of new Set(stemsOf(`${title} ${text}`)))
      frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  index.addAll([...documents]);

  const mostCommon = Math.max(common.least, documents.length * common.share);
  const isSlip = (term: string) => term.length >= 5 && !/\d/.test(term) && !frequency.has(term);
  /** The words that tell documents apart, or the rarest there are. */
  const telling = (query: string): string[] => {
    const terms = [...new Set(stemsOf(query))];
    const sorted = terms
      .filter((term) => frequency.has(term))
      .sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0));
    const rare = sorted.filter((term) => (frequency.get(term) ?? 0) <= mostCommon);
    const slips = terms.filter(isSlip).slice(0, rarest);
    return [...(rare.length > 0 ? rare : sorted.slice(0, rarest)), ...slips];
  };

  return {
    find: async (query, { kinds, limit = 10 } = {}) => {
      const byWords = index
        .search(telling(query).join(' '), {
          tokenize: (text) => text.split(' '),
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
