import type { Clock } from '#kernel';

export interface PaceDeps {
  clock: Clock;
  /** At most so many in a row … */
  burst: number;
  /** … and one more each time this has passed. */
  everyMs: number;
}

const sweepAbove = 2_000;

export type Pace = ReturnType<typeof createPace>;

/** Takes a place at once or tells how long there is none. In any stretch of time: burst + time / everyMs at most. */
export function createPace({ clock, burst, everyMs }: PaceDeps) {
  /** When the last place taken would have come up, had they come one by one. */
  const taken = new Map<string, number>();
  return {
    /** 0: taken. */
    take: (name: string): number => {
      const now = clock.now().getTime();
      const from = Math.max(taken.get(name) ?? Number.NEGATIVE_INFINITY, now - burst * everyMs);
      const next = from + everyMs;
      if (next > now) return next - now;
      if (taken.size > sweepAbove)
        for (const [other, at] of taken) if (at <= now - burst * everyMs) taken.delete(other);
      taken.set(name, next);
      return 0;
    },
  };
}
