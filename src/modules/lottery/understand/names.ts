import type { Lottery } from '#modules/lottery/facts';
import { isNear } from './near.ts';
import { type Token, tokensOf } from './tokens.ts';

interface Named {
  id: string;
  at: number;
  length: number;
}

interface Alias {
  id: string;
  words: readonly Token[];
}

const isVerb = ({ raw }: Token): boolean => /(ть|ться|ти|чь)$/.test(raw);

/** Words that are a name only in the right company: "мне охота выиграть" asks for no «Охота». */
const misread: Record<string, (before: Token | undefined, after: Token | undefined) => boolean> = {
  охот: (before, after) =>
    (after !== undefined && isVerb(after)) || /^(мне|как|так|уж|на)$/.test(before?.raw ?? ''),
  забав: (before) => before?.raw === 'для',
  зодиак: (before) => before?.raw.startsWith('знак') === true,
  дуэл: (before) => before?.raw === 'на',
  hunt: (before, after) => before?.raw === 'to' || after?.raw === 'for',
  // "топ 3 лотереи" counts lotteries.
  топ: (_, after) => /^(лотер|игр|билет|самы|вариант|луч)/.test(after?.raw ?? ''),
  top: (_, after) => /^(lotter|game|ticket|best)/.test(after?.raw ?? ''),
};

/** Finds lotteries called by name, with typos and in any case; of two names in one place the longer wins. */
export function createNameFinder(lotteries: readonly Lottery[]) {
  // "игры охота вызов" names «Охота. Вызов», though "игра охота" has as many words.
  const aliases = lotteries
    .flatMap(aliasesOf)
    .sort((a, b) => ownWords(b.words) - ownWords(a.words) || b.words.length - a.words.length);
  return (tokens: readonly Token[]): Named[] => {
    const taken = new Set<number>();
    const found: Named[] = [];
    for (const { id, words } of aliases)
      for (let at = 0; at + words.length <= tokens.length; at += 1) {
        const place = words.map((_, i) => at + i);
        if (place.some((i) => taken.has(i)) || !stands(tokens, words, at)) continue;
        for (const i of place) taken.add(i);
        found.push({ id, at, length: words.length });
      }
    return found.sort((a, b) => a.at - b.at);
  };
}

const general = /^(игр|лотере|столот|спортлот|гослот|game|lotter)/;
const ownWords = (words: readonly Token[]): number =>
  words.filter(({ stem }) => !general.test(stem)).length;

const isFigure = (token: Token | undefined): boolean => token?.number !== undefined;
const isMoney = (token: Token | undefined): boolean => /^(руб|р$|₽|rub)/.test(token?.raw ?? '');

function aliasesOf({ id, aliases }: Lottery): Alias[] {
  return aliases.flatMap((alias) => {
    const words = tokensOf(alias);
    const turned = words.length === 2 && words.every(({ number }) => number === undefined);
    const [a, of, b] = words;
    // "6 45": nobody says anything else with these two figures side by side.
    if (
      words.length === 3 &&
      of?.stem === 'из' &&
      isFigure(a) &&
      isFigure(b) &&
      a &&
      b &&
      a.stem !== b.stem
    )
      return [
        { id, words },
        { id, words: [a, b] },
      ];
    return turned
      ? [
          { id, words },
          { id, words: words.toReversed() },
        ]
      : [{ id, words }];
  });
}

function stands(tokens: readonly Token[], words: readonly Token[], at: number): boolean {
  const fits = words.every((word, i) => {
    const token = tokens[at + i];
    return (
      token !== undefined &&
      (isNear(token.stem, word.stem) || (word.stem === 'из' && /^(на|от|с)$/.test(token.raw)))
    );
  });
  const first = words[0]?.stem ?? '';
  const isAmongFigures =
    words.length === 2 &&
    words.every(isFigure) &&
    (isFigure(tokens[at - 1]) || isFigure(tokens[at + 2]) || isMoney(tokens[at + 2]));
  return fits && !isAmongFigures && !misread[first]?.(tokens[at - 1], tokens[at + words.length]);
}
