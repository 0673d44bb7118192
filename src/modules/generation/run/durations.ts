import { z } from 'zod';
import type { Clock } from '#kernel';
import type { Catalogue } from '#modules/catalogue';
import { listDurations } from '#modules/generation/store';
import type { Cache } from '#platform/cache';
import type { Db } from '#platform/db';

/** How long a model's tasks take, from named by the provider to done there. */
export interface Duration {
  medianMs: number;
  p95Ms: number;
  /** False: nobody has made enough with it yet, and this is a guess by the kind of result. */
  isKnown: boolean;
}

export type Durations = (modelId: string) => Promise<Duration>;

export interface DurationsDeps {
  db: Db;
  clock: Clock;
  cache: Pick<Cache, 'define'>;
  catalogue: Pick<Catalogue, 'find'>;
}

const second = 1_000;
const ttlMs = 5 * 60 * second;
const newest = 100;
const enough = 5;

const guesses = {
  image: { medianMs: 30 * second, p95Ms: 120 * second },
  video: { medianMs: 150 * second, p95Ms: 600 * second },
  audio: { medianMs: 60 * second, p95Ms: 240 * second },
  text: { medianMs: 15 * second, p95Ms: 60 * second },
  data: { medianMs: 30 * second, p95Ms: 120 * second },
};

const shape = z.object({ medianMs: z.number(), p95Ms: z.number(), isKnown: z.boolean() });

export function createDurations({ db, clock, cache, catalogue }: DurationsDeps): Durations {
  const cached = cache.define({
    prefix: 'generation.durations:',
    ttlMs,
    schema: shape,
    load: async (modelId) => {
      const guess = guesses[catalogue.find(modelId)?.output ?? 'image'];
      const taken = await listDurations(db, { modelId, before: clock.now(), limit: newest });
      return summarise(taken, guess);
    },
  });
  return async (modelId) => (await cached.get(modelId)).value;
}

export function summarise(taken: readonly number[], guess: Omit<Duration, 'isKnown'>): Duration {
  if (taken.length < enough) return { ...guess, isKnown: false };
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { medianMs: at(0.5), p95Ms: at(0.95), isKnown: true };
}

const mostGuessed = 95;

/** Never 100: that is told by the result. */
export function percentOf(
  { medianMs }: Pick<Duration, 'medianMs'>,
  { submittedAt, now }: { submittedAt: Date; now: Date },
): { percent: number; leftMs: number } {
  const passed = Math.max(0, now.getTime() - submittedAt.getTime());
  const expected = Math.max(medianMs, second);
  // Up to the median it runs evenly, to 80; after that ever slower: nobody knows how much is left.
  const percent =
    passed <= expected
      ? (80 * passed) / expected
      : mostGuessed - (mostGuessed - 80) * Math.exp(-(passed - expected) / expected);
  return { percent: Math.floor(percent), leftMs: Math.max(0, expected - passed) };
}
