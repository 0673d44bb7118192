import type { SandboxClock } from '#sandbox/clock';
import { createFaults, type Faults } from './faults.ts';
import { type GameSpec, gameSpecs } from './games.data.ts';
import { type Arrival, createArrivals } from './journal.ts';
import { drawAt, firstNumber, nextNumber } from './schedule.ts';

export interface Game extends GameSpec {
  /** Draws are dealt by the code it was born with, whatever it is called now. */
  readonly bornAs: GameSpec;
  readonly isActive: boolean;
  /** The newest draw a code that was given up has. */
  readonly endsAt?: number | undefined;
}

export interface WorldOptions {
  readonly clock: SandboxClock;
  /** Draws that an archive goes back to from now. */
  readonly history: number;
  readonly partner: string | undefined;
  readonly hasLimits: boolean;
}

export type World = ReturnType<typeof createWorld>;

/** Games, their names and codes, and what befalls the calls. All draws follow from the clock. */
export function createWorld({ clock, history, partner, hasLimits }: WorldOptions) {
  const bornGames = () =>
    gameSpecs.map((spec): Game => ({ ...spec, bornAs: spec, isActive: true }));
  let games = bornGames();
  const oldest = new Map(
    gameSpecs.map((spec) => [
      spec.code,
      Math.max(firstNumber, nextNumber(spec, clock.now()) - history),
    ]),
  );
  const change = (code: string, changed: (game: Game) => Game[]) => {
    if (!games.some((game) => game.code === code)) throw new Error(`there is no game ${code}`);
    games = games.flatMap((game) => (game.code === code ? changed(game) : [game]));
  };
  const faults: Faults = createFaults();
  const arrivals = createArrivals();
  const settings = { hasLimits, isForbidden: false, isDown: false };
  return {
    clock,
    partner,
    faults,
    arrivals,
    settings,
    games: (): readonly Game[] => games,
    game: (code: string): Game | undefined => games.find((game) => game.code === code),
    /** The draw on sale. */
    onSale: (game: Game): number => game.endsAt ?? nextNumber(game.bornAs, clock.now()),
    oldest: (game: Game): number => oldest.get(game.bornAs.code) ?? firstNumber,
    heldAt: (game: Game, number: number): number => drawAt(game.bornAs, number),
    rename: (code: string, title: string) => change(code, (game) => [{ ...game, title }]),
    renameCode: (from: string, to: string) =>
      change(from, (game) => [
        { ...game, code: to },
        { ...game, isActive: false, endsAt: nextNumber(game.bornAs, clock.now()) },
      ]),
    reset: () => {
      games = bornGames();
      Object.assign(settings, { hasLimits, isForbidden: false, isDown: false });
      faults.clear();
      arrivals.clear();
    },
  };
}

export type { Arrival };
