import type { GameSpec } from './games.data.ts';

/** The first draw of each game here; numbers grow from it by the clock alone, so a restart changes none. */
export const firstNumber = 9_000_001;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const minuteMs = 60_000;
// A Sunday's midnight in Moscow.
const epoch = Date.UTC(2024, 0, 7) - 3 * hourMs;

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return 60 * hours + minutes;
};

/** When a draw is held. */
export function drawAt({ when }: GameSpec, number: number): number {
  const index = number - firstNumber;
  if ('everyMinutes' in when)
    return epoch + (when.offsetMinutes + index * when.everyMinutes) * minuteMs;
  if ('sundayAt' in when) return epoch + index * 7 * dayMs + minutesOf(when.sundayAt) * minuteMs;
  const perDay = when.at.length;
  const day = Math.floor(index / perDay);
  return epoch + day * dayMs + minutesOf(when.at[index - day * perDay] ?? '0:0') * minuteMs;
}

/** The first draw after that moment: the one on sale. */
export function nextNumber(game: GameSpec, now: number): number {
  const { when } = game;
  const step =
    'everyMinutes' in when
      ? when.everyMinutes * minuteMs
      : 'sundayAt' in when
        ? 7 * dayMs
        : dayMs / when.at.length;
  let number = firstNumber + Math.max(0, Math.floor((now - epoch) / step) - 8);
  while (drawAt(game, number) <= now) number += 1;
  return number;
}
