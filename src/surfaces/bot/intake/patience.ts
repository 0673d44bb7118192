import { setTimeout as sleep } from 'node:timers/promises';
import { GrammyError } from 'grammy';
import type { Log } from '#platform/log';

export interface Setback {
  waitMs: number;
  /** Undefined: nothing a person could do; it passes. */
  advice: string | undefined;
  /** Telegram still calls a webhook and must be told to stop. */
  hasWebhook: boolean;
}

// A press is waited for some 15 s: an hour of silence must not end with half a minute more of it.
const longestMs = 5_000;
const deniedMs = 60_000;
const stolenMs = 5_000;

/** What a failed conversation with Telegram asks of us; pure. */
export function judgeSetback(error: unknown, failures: number): Setback {
  const passing = {
    waitMs: Math.min(longestMs, 500 * 2 ** Math.min(failures, 10)),
    advice: undefined,
    hasWebhook: false,
  };
  if (!(error instanceof GrammyError)) return passing;
  const { error_code: code, description, parameters } = error;
  if (code === 429) return { ...passing, waitMs: 1_000 * (parameters.retry_after ?? 1) };
  if (code === 401 || code === 404)
    return {
      ...passing,
      waitMs: deniedMs,
      advice: 'Telegram does not know this BOT_TOKEN: check it with @BotFather',
    };
  if (code !== 409) return passing;
  if (description.includes('webhook')) return { ...passing, waitMs: 0, hasWebhook: true };
  return {
    ...passing,
    waitMs: stolenMs,
    advice: 'another program reads the updates of this bot: stop it, or give it a bot of its own',
  };
}

export interface PatienceDeps {
  log: Log;
  signal: AbortSignal;
  onWebhook?: () => Promise<unknown>;
}

/** Tries until it works or the signal says stop; undefined then. */
export async function patiently<T>(
  deps: PatienceDeps,
  what: string,
  run: () => Promise<T>,
): Promise<T | undefined> {
  for (let failures = 0; !deps.signal.aborted; failures += 1) {
    try {
      return await run();
    } catch (error) {
      if (deps.signal.aborted) return undefined;
      const { waitMs, advice, hasWebhook } = judgeSetback(error, failures);
      if (advice) deps.log.error({ what, waitMs, err: error }, advice);
      else deps.log.warn({ what, waitMs, err: error }, 'not yet, trying again');
      if (hasWebhook) await deps.onWebhook?.().catch(() => undefined);
      await rest(waitMs, deps.signal);
    }
  }
  return undefined;
}

export async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
