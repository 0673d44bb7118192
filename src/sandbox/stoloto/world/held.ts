import { createDice, fall } from './dice.ts';
import type { GameSpec } from './games.data.ts';

export interface Held {
  numbers: number[];
  isWon: boolean;
  jackpot: number;
  bets: number;
  tiers: { number: number; title: string; winners: number; rub: number }[];
}

const isWonAt = ({ code, jackpot }: GameSpec, number: number): boolean =>
  createDice(`${code} ${number} jackpot`)() < 1 / jackpot.oneIn;

const longestRoll = 400;

/** What is at stake in a draw: it grows from the last time it was won. */
export function jackpotOf(game: GameSpec, number: number): number {
  let rolls = 0;
  while (rolls < longestRoll && !isWonAt(game, number - 1 - rolls)) rolls += 1;
  return game.jackpot.from + rolls * game.jackpot.grows;
}

/** What came of a draw. */
export function hold(game: GameSpec, number: number): Held {
  const dice = createDice(`${game.code} ${number}`);
  const main = game.fields.flatMap((field) => fall(dice, field));
  const { service } = game;
  const extra = service
    ? Array.from({ length: service.count }, () => 1 + Math.floor(dice() * service.of))
    : [];
  const isWon = game.jackpot.from > 0 && isWonAt(game, number);
  const jackpot = jackpotOf(game, number);
  const bets = Math.round(game.bets * (0.7 + 0.6 * dice()));
  return {
    numbers: service?.place === 'before' ? [...extra, ...main] : [...main, ...extra],
    isWon,
    jackpot,
    bets,
    tiers: game.tiers.map(({ title, oneIn, rub }, i) => {
      const isTop = i === 0 && game.jackpot.from > 0;
      const winners = isTop ? Number(isWon) : Math.round((bets / oneIn) * (0.6 + 0.8 * dice()));
      return { number: i + 1, title, winners, rub: isTop ? jackpot : rub };
    }),
  };
}
