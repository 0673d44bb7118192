import { setInterval } from 'node:timers';
import type { KieControl } from '#sandbox/kie';
import { type Leap, townTime } from './time.ts';

export type Arrival = ReturnType<KieControl['arrivals']>[number];

/** A time when this process did not look: what is stamped then, or right after, may have arrived earlier. */
export interface Stall {
  fromMs: number;
  untilMs: number;
}

const beatMs = 50;
const longBeatMs = 150;
// What arrived during a stall is read after the beat that ends it.
const unreadMs = 250;

export const isPaidCall = ({ path }: Pick<Arrival, 'path'>): boolean =>
  /createTask$|generate$/.test(path);

/** All paid calls as the provider saw them, and when it saw nothing. */
export function watchArrivals(kie: Pick<KieControl, 'arrivals'>) {
  const calls = new Set<Arrival>();
  const stalls: Stall[] = [];
  let lastBeat = Date.now();
  const beat = () => {
    const now = Date.now();
    if (now - lastBeat > longBeatMs) stalls.push({ fromMs: lastBeat, untilMs: now + unreadMs });
    lastBeat = now;
  };
  const timer = setInterval(beat, beatMs);
  const collect = () => {
    for (const arrival of kie.arrivals()) if (isPaidCall(arrival)) calls.add(arrival);
  };
  // The sandbox keeps the newest ones only.
  const collector = setInterval(collect, 5_000);
  return {
    stalls: stalls as readonly Stall[],
    calls: (): readonly Arrival[] => {
      collect();
      return [...calls];
    },
    stop: () => {
      clearInterval(timer);
      clearInterval(collector);
    },
  };
}

export interface Pace {
  most: number;
  /** The calls of each window that holds too many. */
  breaches: (readonly Arrival[])[];
}

/** Counted on the town's clock; a call counts as early as it may have come, so that no stall of ours makes a breach. */
export function paceOf(
  calls: readonly Arrival[],
  on: { leaps: readonly Leap[]; stalls: readonly Stall[]; windowMs: number; limit: number },
): Pace {
  const sorted = calls.toSorted((one, other) => one.wallAt - other.wallAt);
  const lastAt = sorted.map(({ wallAt }) => townTime(on.leaps, wallAt));
  const firstAt = sorted.map(({ wallAt }) =>
    townTime(on.leaps, stallAt(on.stalls, wallAt)?.fromMs ?? wallAt),
  );
  const pace: Pace = { most: 0, breaches: [] };
  for (let from = 0, to = 0; to < sorted.length; to += 1) {
    while ((lastAt[to] ?? 0) - (firstAt[from] ?? 0) >= on.windowMs) from += 1;
    pace.most = Math.max(pace.most, to - from + 1);
    if (to - from + 1 > on.limit) pace.breaches.push(sorted.slice(from, to + 1));
  }
  return pace;
}

const stallAt = (stalls: readonly Stall[], at: number): Stall | undefined =>
  stalls.find(({ fromMs, untilMs }) => fromMs <= at && at <= untilMs);
