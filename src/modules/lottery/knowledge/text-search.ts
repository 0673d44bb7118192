import MiniSearch from 'minisearch';
import type { Lottery } from '#modules/lottery/facts';
import { createTokenizer, slipsIn, stemOf } from '#modules/lottery/understand';

export interface TextDocument {
  id: string;
  name: string;
  said: string;
  body: string;
}

export const documentOf = ({ id, title, aliases, said, hint, rules }: Lottery): TextDocument => ({
  id,
  name: [title.ru, title.en, ...aliases].join(' '),
  said: `${said.ru} ${said.en}`,
  body: [hint.ru, rules.ru, hint.en, rules.en].join(' '),
});

const empty = new Set(
  'и в на с по из за для не мне что это как где какой какая какую какие есть хочу лотерея билет игра чтобы или the a an of to for me is i with lottery ticket game'
    .split(' ')
    .map(stemOf),
);

/** Words with stems and typos; figures as figures. Best first. */
export function createTextSearch(documents: readonly TextDocument[]): (query: string) => string[] {
  const tokensOf = createTokenizer();
  const words = new Set(
    documents.flatMap(({ name, said, body }) =>
      tokensOf(`${name} ${said} ${body}`).map(({ stem }) => stem),
    ),
  );
  const index = new MiniSearch<TextDocument>({
    fields: ['name', 'said', 'body'],
    tokenize: (text) => tokensOf(text).map(({ stem }) => stem),
    processTerm: (term) => (empty.has(term) ? null : term),
    searchOptions: {
      boost: { name: 3, said: 2, body: 1 },
      // A slip of the finger only where no lottery has the word: looking for neighbours costs most of the time.
      fuzzy: (term) =>
        /\d/.test(term) || term.length < 5 || words.has(term) ? false : slipsIn(term.length),
    },
  });
  index.addAll([...documents]);
  return (query) => index.search(query).map(({ id }) => String(id));
}
