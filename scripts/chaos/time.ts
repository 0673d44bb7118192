import { setTimeout as pause } from 'node:timers/promises';

/** From this moment of the machine's clock the town's clock is so much ahead of it, in all. */
export interface Leap {
  fromMs: number;
  aheadMs: number;
}

/** The clock of every process and of both sandboxes: nothing but the machine's and the leaps that all were told of. */
export const townTime = (leaps: readonly Leap[], machineMs: number): number =>
  machineMs + (leaps.findLast(({ fromMs }) => fromMs <= machineMs)?.aheadMs ?? 0);

// Everybody has heard of a leap long before it comes, however busy the machine is.
const usualLeadMs = 3_000;

export interface TownClockDeps {
  /** Tells all processes that live of leaps to come. */
  tell(leaps: readonly Leap[]): void;
  /** Puts the sandboxes ahead: their alarms ring on the way. */
  advance(ms: number): void;
  leadMs?: number;
}

export function createTownClock({ tell, advance, leadMs = usualLeadMs }: TownClockDeps) {
  const leaps: Leap[] = [];
  return {
    leaps: leaps as readonly Leap[],
    /** What a process needs that starts now: the present and what is to come. */
    current: (): readonly Leap[] =>
      leaps.slice(
        Math.max(
          0,
          leaps.findLastIndex(({ fromMs }) => fromMs <= Date.now()),
        ),
      ),
    /** Resolves when the last of them has come. */
    leap: async ({ ms, times = 1, everyMs = 0 }: LeapInput): Promise<void> => {
      const fromMs = Date.now() + leadMs;
      const before = leaps.at(-1)?.aheadMs ?? 0;
      const told = Array.from({ length: times }, (_, i) => ({
        fromMs: fromMs + i * everyMs,
        aheadMs: before + (i + 1) * ms,
      }));
      leaps.push(...told);
      tell(told);
      for (const next of told) {
        while (Date.now() < next.fromMs) await pause(next.fromMs - Date.now());
        advance(ms);
      }
    },
  };
}

interface LeapInput {
  ms: number;
  times?: number;
  everyMs?: number;
}
