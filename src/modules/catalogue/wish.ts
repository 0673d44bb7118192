import type { Group } from './kinds.ts';
import { createNormaliser, normalise, tokensOf } from './words.ts';

/** Small words and "make me": they say nothing about what is wanted. */
const empty = new Set(
  'и в на с по из для мне мой моя мое мою хочу хотел надо нужно нужна можно как что это эту этот сделай сделать сделайте создай создать сгенерируй сгенерировать пожалуйста a an the to of for me my i want please make create generate with from'
    .split(' ')
    .map(normalise),
);

export const isEmptyWord = (stem: string): boolean => empty.has(stem);

export interface Wish {
  readonly group: Group;
  /** 1: exactly what people say for this group. */
  readonly likeness: number;
}

const least = 0.6;

/** Which groups a person means, by what people say for each, with a typo here and there. */
export function createWishReader(groups: readonly Group[]): (query: string) => readonly Wish[] {
  const stem = createNormaliser();
  const stemsOf = (text: string) => [
    ...new Set(
      tokensOf(text)
        .map(stem)
        .filter((word) => !empty.has(word)),
    ),
  ];
  const phrases = groups.flatMap((group) =>
    [group.title.ru, group.title.en, ...group.said].map((phrase) => ({
      group,
      stems: stemsOf(phrase),
    })),
  );
  return (query) => {
    const asked = stemsOf(query);
    const best = new Map<Group, number>();
    for (const { group, stems } of phrases) {
      const met = asked.filter((word) => stems.some((one) => isNear(word, one))).length;
      const likeness = (2 * met) / (asked.length + stems.length);
      if (met > 0 && likeness > (best.get(group) ?? 0)) best.set(group, likeness);
    }
    const enough = Math.max(least, 0.8 * Math.max(0, ...best.values()));
    return [...best]
      .filter(([, likeness]) => likeness >= enough)
      .map(([group, likeness]) => ({ group, likeness }));
  };
}

/** The same, or one slip of the finger in a word long enough to bear it. */
function isNear(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < 5 || long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return short.slice(long.length === short.length ? at + 1 : at) === long.slice(at + 1);
}
