import type { SandboxClock } from '#sandbox/clock';
import type { UpdateQueue } from './queue.ts';

export interface PollRequest {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
}

export type PollEnd = 'superseded' | 'webhook_set' | 'closed';
export type PollAnswer = { readonly updates: readonly unknown[] } | { readonly cut: PollEnd };

/** One long poll per bot: a newer one cuts the older. */
export interface Polling {
  poll(request: PollRequest): Promise<PollAnswer>;
  cut(why: PollEnd): void;
  /** Resolves once a long poll hangs: what a test waits for before it lets something happen. */
  waiting(): Promise<void>;
}

// How the real server slows down one who asks for the same offset again and again.
const repeatedMs = 3000;
const hurriedMs = 500;

export function createPolling(deps: {
  queue: UpdateQueue;
  clock: SandboxClock;
  strictTiming: boolean;
}): Polling {
  const { queue, clock } = deps;
  let finishCurrent: ((answer: PollAnswer) => void) | undefined;
  const onWaiting = new Set<() => void>();
  let last = { offset: 0, at: Number.NEGATIVE_INFINITY };

  const take = (limit: number): unknown[] => {
    const taken: unknown[] = [];
    for (const pending of queue.pending().values()) {
      if (taken.length === limit) break;
      taken.push(pending.update);
    }
    return taken;
  };

  return {
    async poll({ offset, limit, timeoutSeconds, signal }) {
      const isRepeated = deps.strictTiming && offset === last.offset;
      const sinceLastMs = clock.now() - last.at;
      last = { offset, at: clock.now() };
      const waitMs =
        isRepeated && sinceLastMs < repeatedMs
          ? Math.max(repeatedMs, timeoutSeconds * 1000)
          : timeoutSeconds * 1000;
      const count = isRepeated && sinceLastMs < hurriedMs ? 1 : limit;

      if (offset < 0) queue.keepLast(-offset);
      else if (offset > 0) queue.confirmBefore(offset);
      const ready = take(count);
      if (ready.length > 0 || waitMs <= 0) return { updates: ready };

      // Only a poll that has to wait cuts the one that waits already.
      finishCurrent?.({ cut: 'superseded' });
      return new Promise<PollAnswer>((resolve) => {
        const finish = (answer: PollAnswer) => {
          if (finishCurrent === finish) finishCurrent = undefined;
          stopListening();
          cancelTimeout();
          signal.removeEventListener('abort', onAbort);
          resolve(answer);
        };
        const onAbort = () => finish({ cut: 'closed' });
        const stopListening = queue.onPush(() => finish({ updates: take(count) }));
        const cancelTimeout = clock.after(waitMs, () => finish({ updates: take(count) }));
        signal.addEventListener('abort', onAbort, { once: true });
        finishCurrent = finish;
        for (const resolve of onWaiting) resolve();
        onWaiting.clear();
      });
    },
    cut: (why) => finishCurrent?.({ cut: why }),
    waiting: () =>
      finishCurrent === undefined
        ? new Promise((resolve) => void onWaiting.add(resolve))
        : Promise.resolve(),
  };
}
