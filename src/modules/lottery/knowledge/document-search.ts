import { setImmediate as breathe } from 'node:timers/promises';
import MiniSearch from 'minisearch';
import { createTokenizer, slipsIn, stemOf } from '#modules/lottery/understand';
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

function createStems(): (text: string) => string[] {
  const tokensOf = createTokenizer();
  return (text) =>
    tokensOf(text)
      .map(({ stem }) => stem)
      .filter((stem) => !empty.has(stem));
}

/** About 3 ms of work: the bot answers between two slices of an index. */
const sliceChars = 8_000;

/** A word of so many documents tells them apart hardly, and costs the most. */
const common = { least: 300, share: 0.02 };
const mostSlips = 2;

/**
 * Draws, packets, news, promotions and rules by their words; a slip of the finger only where no document has the word.
 * Built in slices, so that nothing else waits for it.
 */
export async function createDocumentSearch(
  documents: readonly SearchDocument[],
  vectors?: VectorSearch,
): Promise<DocumentSearch> {
  const stemsOf = createStems();
  const frequency = new Map<string, number>();
  const index = new MiniSearch<SearchDocument>({
    fields: ['title', 'text'],
    storeFields: ['kind'],
    // Stems already: a document is read once, for the index and for the frequencies.
    tokenize: (stems) => (stems === '' ? [] : stems.split(' ')),
    processTerm: (stem) => stem,
  });
  let room = sliceChars;
  for (const { id, kind, title, text } of documents) {
    const [inTitle, inText] = [stemsOf(title), stemsOf(text)];
    for (const stem of new Set([...inTitle, ...inText]))
      frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
    index.add({ id, kind, title: inTitle.join(' '), text: inText.join(' ') });
    room -= title.length + text.length;
    if (room > 0) continue;
    room = sliceChars;
    await breathe();
  }

  const mostCommon = Math.max(common.least, documents.length * common.share);
  const isSlip = (term: string) => term.length >= 5 && !/\d/.test(term) && !frequency.has(term);
  /** The words that tell documents apart, or the rarest there is. */
  const telling = (query: string): string[] => {
    const terms = [...new Set(stemsOf(query))];
    const sorted = terms
      .filter((term) => frequency.has(term))
      .sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0));
    const rare = sorted.filter((term) => (frequency.get(term) ?? 0) <= mostCommon);
    const slips = terms.filter(isSlip).slice(0, mostSlips);
    return [...(rare.length > 0 ? rare : sorted.slice(0, 1)), ...slips];
  };

  return {
    find: async (query, { kinds, limit = 10 } = {}) => {
      const byWords = index
        .search(telling(query).join(' '), {
          boost: { title: 3, text: 1 },
          fuzzy: (term) => (isSlip(term) ? slipsIn(term.length) : false),
          ...(kinds ? { filter: ({ kind }) => kinds.includes(String(kind)) } : {}),
        })
        .slice(0, Math.max(limit, 50))
        .map(({ id }) => String(id));
      if (!vectors) return byWords.slice(0, limit);
      return fuse([byWords, await vectors.find(query)]).slice(0, limit);
    },
  };
}
