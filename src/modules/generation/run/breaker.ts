import { type Clock, isAppError } from '#kernel';
import { type FailureCode, nextSteps } from '#modules/generation/providers';
import { pausedMs } from './times.ts';

/**
 * Keeps orders back while the provider is away, unpaid, or tends a model. Each process learns by itself: what it
 * forgets at a restart costs one more refused call.
 */
export interface Breaker {
  /** Until when this model gets no task, and whether any other does; undefined: it may have one. */
  closed(modelId: string): { until: Date; isForAll: boolean } | undefined;
  succeeded(modelId: string): void;
  failed(modelId: string, error: unknown): void;
}

const threshold = 3;
const awayMs = 15_000;
const operatorMs = 60_000;

export function createBreaker({ clock }: { clock: Clock }): Breaker {
  const all = { failures: 0, until: 0 };
  const models = new Map<string, number>();
  const after = (ms: number) => clock.now().getTime() + ms;
  return {
    closed: (modelId) => {
      const until = Math.max(all.until, models.get(modelId) ?? 0);
      const now = clock.now().getTime();
      return until > now ? { until: new Date(until), isForAll: all.until > now } : undefined;
    },
    succeeded: (modelId) => {
      all.failures = 0;
      all.until = 0;
      models.delete(modelId);
    },
    failed: (modelId, error) => {
      if (!isAppError(error)) return;
      if (error.code === 'provider_paused') models.set(modelId, after(pausedMs));
      if (Object.hasOwn(nextSteps, error.code)) {
        // An answer, of whatever kind, is a sign of life.
        all.failures = 0;
        if (stepOf(error.code) === 'operator') all.until = after(operatorMs);
        return;
      }
      all.failures += 1;
      if (all.failures >= threshold) all.until = after(awayMs);
    },
  };
}

export const stepOf = (code: string) =>
  Object.hasOwn(nextSteps, code) ? nextSteps[asFailure(code)] : undefined;

/** Checked by the caller: it is one of the keys. */
const asFailure = (code: string) => code as FailureCode;
