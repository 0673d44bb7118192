import type { SandboxClock } from '../clock.ts';
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

// https://github.com/tdlib/telegram-bot-api: asking for the same offset again within 3 s has to wait that long.
const repeatedOffsetMs = 3000;

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
      finishCurrent?.({ cut: 'superseded' });
      if (offset < 0) queue.keepLast(-offset);
      else if (offset > 0) queue.confirmBefore(offset);

      const mustWaitMs =
        deps.strictTiming && offset === last.offset
          ? Math.max(0, last.at + repeatedOffsetMs - clock.now())
          : 0;
      last = { offset, at: clock.now() };

      const ready = mustWaitMs > 0 ? [] : take(limit);
      if (ready.length > 0 || (timeoutSeconds <= 0 && mustWaitMs === 0)) return { updates: ready };

      return new Promise<PollAnswer>((resolve) => {
        let wait = mustWaitMs > 0;
        const finish = (answer: PollAnswer) => {
          if (finishCurrent === finish) finishCurrent = undefined;
          stopListening();
          cancelTimeout();
          cancelWait();
          signal.removeEventListener('abort', onAbort);
          resolve(answer);
        };
        const answerIfReady = () => {
          if (wait) return;
          const updates = take(limit);
          if (updates.length > 0) finish({ updates });
        };
        const onAbort = () => finish({ cut: 'closed' });
        const stopListening = queue.onPush(answerIfReady);
        const cancelTimeout = clock.after(Math.max(timeoutSeconds * 1000, mustWaitMs), () =>
          finish({ updates: take(limit) }),
        );
        const cancelWait = wait
          ? clock.after(mustWaitMs, () => {
              wait = false;
              answerIfReady();
            })
          : () => undefined;
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
