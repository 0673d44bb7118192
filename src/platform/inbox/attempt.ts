import { AppError, isAppError } from '#kernel';
import type { InboxRow } from './store.ts';

export type InboxUpdate = Pick<InboxRow, 'updateId' | 'key' | 'payload' | 'arrivedAt'> & {
  /** 1 at the first run; more when an earlier one died or was cut short, perhaps after half its work. */
  attempt: number;
};

/** Ends within the time limit; the signal tells it to stop early. */
export type InboxHandler = (update: InboxUpdate, signal: AbortSignal) => Promise<void>;

/** Runs the handler; one that neither ends nor heeds its signal counts as dead after the limit. */
export async function runLimited(
  handler: InboxHandler,
  update: InboxUpdate,
  input: { limitMs: number; controller: AbortController },
): Promise<void> {
  const { controller, limitMs } = input;
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new AppError('timeout', { limitMs });
    controller.abort(error);
    late.reject(error);
  }, limitMs);
  // A handler that hangs must not keep a process alive that is done otherwise.
  timer.unref();
  try {
    await Promise.race([handler(update, controller.signal), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** What may be kept of an error: its code or its kind, never its words. */
export function nameOfError(error: unknown): string {
  if (isAppError(error)) return error.code;
  return error instanceof Error ? error.name : typeof error;
}
