export interface BucketsDeps {
  /** Calls a second in all. */
  perSecond: number;
  /** In each chat. */
  perSecondInChat?: number;
  /** Monotonic, in ms. */
  now?: () => number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const chatBurst = 3;
// What was answered directly may hold back what waits for a few seconds, never for as long as somebody played with buttons.
const chatDebtMost = 3;
// Enough to be quick, little enough that a second never sees much more than its share.
const burstShare = 5;
const sweepAbove = 2_000;

export type Buckets = ReturnType<typeof createBuckets>;

/** How much may still be said, in all and in each chat. Whoever cannot wait debits all the same, and others wait longer. */
export function createBuckets({
  perSecond,
  perSecondInChat = 1,
  now = () => performance.now(),
}: BucketsDeps) {
  const rateAll = perSecond / 1_000;
  const rateChat = perSecondInChat / 1_000;
  const burst = Math.max(1, Math.ceil(perSecond / burstShare));
  const all: Bucket = { tokens: burst, at: now() };
  const chats = new Map<string, Bucket>();

  const fill = (bucket: Bucket, rate: number, most: number): Bucket => {
    const at = now();
    bucket.tokens = Math.min(most, bucket.tokens + (at - bucket.at) * rate);
    bucket.at = at;
    return bucket;
  };
  const ofChat = (chat: string): Bucket =>
    fill(chats.get(chat) ?? { tokens: chatBurst, at: now() }, rateChat, chatBurst);
  const missingMs = ({ tokens }: Bucket, rate: number) =>
    tokens >= 1 ? 0 : Math.ceil((1 - tokens) / rate);

  const sweep = (): void => {
    for (const [chat, bucket] of chats)
      if (fill(bucket, rateChat, chatBurst).tokens >= chatBurst) chats.delete(chat);
  };

  const debitChat = (chat: string, count: number): void => {
    const bucket = ofChat(chat);
    bucket.tokens = Math.max(-chatDebtMost, bucket.tokens - count);
    chats.set(chat, bucket);
    if (chats.size > sweepAbove) sweep();
  };

  return {
    debit: (chat: string | undefined, count = 1): void => {
      fill(all, rateAll, burst).tokens -= count;
      if (chat !== undefined) debitChat(chat, count);
    },
    /** Counted in all already. */
    debitChat: (chat: string): void => debitChat(chat, 1),
    /** What was debited and not said after all. */
    giveBack: (chat?: string): void => {
      fill(all, rateAll, burst).tokens += 1;
      const bucket = chat === undefined ? undefined : chats.get(chat);
      if (bucket) bucket.tokens += 1;
    },
    /** Calls that may be made now. */
    free: (): number => Math.max(0, Math.floor(fill(all, rateAll, burst).tokens)),
    /** Until the next call may be made, to this chat or at all. */
    waitMs: (chat?: string): number =>
      Math.max(
        missingMs(fill(all, rateAll, burst), rateAll),
        chat === undefined || !chats.has(chat) ? 0 : missingMs(ofChat(chat), rateChat),
      ),
    /** Chats that have to wait, each with how long. */
    waiting: (): Map<string, number> => {
      const found = new Map<string, number>();
      for (const chat of chats.keys()) {
        const ms = missingMs(ofChat(chat), rateChat);
        if (ms > 0) found.set(chat, ms);
      }
      return found;
    },
  };
}
