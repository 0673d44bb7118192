// Who may be told of lotteries: of age, by their own word, and not on a pause they have taken. A pause can be made
// longer and never shorter; must never happen: a ticket offered to somebody on a pause.
import type { Clock } from '#kernel';
import type { Db, Tx } from '#platform/db';
import { findPerson, forgetPerson, setAdult, setPause } from './store.ts';

export const pauseTerms = ['day', 'week', 'month', 'half-year', 'year'] as const;
export type PauseTerm = (typeof pauseTerms)[number];

export interface LotteryPerson {
  isAdult: boolean;
  /** Set while the pause lasts. */
  pausedUntil?: Date;
}

export interface LotteryPeopleDeps {
  db: Db;
  clock: Clock;
}

export type LotteryPeople = ReturnType<typeof createLotteryPeople>;

const dayMs = 24 * 60 * 60 * 1000;
const termDays: Record<PauseTerm, number> = {
  day: 1,
  week: 7,
  month: 30,
  'half-year': 183,
  year: 365,
};

export function createLotteryPeople({ db, clock }: LotteryPeopleDeps) {
  return {
    find: async (userId: string): Promise<LotteryPerson> => {
      const row = await findPerson(db, userId);
      const until = row?.pausedUntil;
      return {
        isAdult: row?.adultAt != null,
        ...(until && until > clock.now() ? { pausedUntil: until } : {}),
      };
    },
    /** Their own word, asked for once. */
    confirmAdult: (userId: string): Promise<void> => setAdult(db, { userId, now: clock.now() }),
    /** Until when no lotteries are told of: never earlier than it was before. */
    pause: (userId: string, term: PauseTerm): Promise<Date> =>
      setPause(db, {
        userId,
        until: new Date(clock.now().getTime() + termDays[term] * dayMs),
      }),
    /**
     * Whoever leaves and comes back is somebody new to us; a pause that still runs goes with the rest, because
     * nothing personal may stay.
     */
    forget: (tx: Tx, userId: string): Promise<void> => forgetPerson(tx, userId),
  };
}
