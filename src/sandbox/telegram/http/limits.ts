import type { SandboxClock } from '#sandbox/clock';
import { type ApiFailure, tooManyRequests } from '#sandbox/telegram/api';

/** The published shape of the real thresholds, which are not published themselves. */
const perChat = { perSecond: 1, burst: 5 };
const perGroup = { perSecond: 20 / 60, burst: 20 };
const overall = { perSecond: 30, burst: 30 };

interface Bucket {
  tokens: number;
  at: number;
  /** Refused until then, whatever the tokens say. */
  wallUntil: number;
}

export interface RateLimits {
  /** Undefined when the call may pass. */
  take(call: { bot: number; method: string; chat: number | undefined }): ApiFailure | undefined;
  clear(): void;
}

const bucketsKept = 50_000;

export function createRateLimits(clock: SandboxClock): RateLimits {
  const buckets = new Map<string, Bucket>();

  const bucketOf = (key: string, burst: number): Bucket => {
    let bucket = buckets.get(key);
    if (bucket === undefined) {
      if (buckets.size >= bucketsKept) buckets.clear();
      bucket = { tokens: burst, at: clock.now(), wallUntil: 0 };
      buckets.set(key, bucket);
    }
    return bucket;
  };

  /** Seconds to wait, 0 when there is a token. */
  const waitSeconds = (bucket: Bucket, rate: { perSecond: number; burst: number }): number => {
    const now = clock.now();
    if (bucket.wallUntil > now) return Math.ceil((bucket.wallUntil - now) / 1000);
    bucket.tokens = Math.min(
      rate.burst,
      bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond,
    );
    bucket.at = now;
    if (bucket.tokens >= 1) return 0;
    const seconds = Math.max(1, Math.ceil((1 - bucket.tokens) / rate.perSecond));
    bucket.wallUntil = now + seconds * 1000;
    return seconds;
  };

  return {
    take({ bot, method, chat }) {
      if (!isMetered(method)) return undefined;
      const all = bucketOf(`${bot}`, overall.burst);
      const rate = chat !== undefined && chat < 0 ? perGroup : perChat;
      const own = chat === undefined ? undefined : bucketOf(`${bot}:${chat}`, rate.burst);
      const seconds = Math.max(
        waitSeconds(all, overall),
        own === undefined ? 0 : waitSeconds(own, rate),
      );
      if (seconds > 0) return tooManyRequests(seconds);
      all.tokens -= 1;
      if (own !== undefined) own.tokens -= 1;
      return undefined;
    },
    clear: () => buckets.clear(),
  };
}

const unmetered = ['sendchataction', 'sendmessagedraft', 'sendrichmessagedraft'];

/** Edits are metered like sends; answers to callbacks, chat actions and drafts are not. */
function isMetered(method: string): boolean {
  const name = method.toLowerCase();
  return (
    /^(send|edit|forward|copy|stopmessage|stoppoll|createforumtopic)/.test(name) &&
    !unmetered.includes(name)
  );
}
