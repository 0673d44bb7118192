import type { Lottery } from '#modules/lottery/facts';

/** How like two lotteries are: the numbers, the pace, the form of play. */
export function likeness(a: Lottery, b: Lottery): number {
  const same = [
    [a.replacedBy?.includes(b.id) === true, 8],
    [a.matrix !== undefined && JSON.stringify(a.matrix) === JSON.stringify(b.matrix), 4],
    [a.kind === b.kind, 2],
    [isReady(a) && isReady(b), 4],
    [a.matrix?.fields.length === b.matrix?.fields.length, 1],
    [a.schedule.every === b.schedule.every, 1],
    [a.themes.some((theme) => theme !== 'number-choice' && b.themes.includes(theme)), 1],
  ] as const;
  return same.reduce((sum, [isSame, weight]) => sum + (isSame ? weight : 0), 0);
}

const isReady = ({ matrix, themes }: Lottery): boolean =>
  matrix?.ticket !== undefined || themes.includes('ready-ticket');
