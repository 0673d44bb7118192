import type { MethodAnswer } from '#sandbox/telegram/api';

export interface CallEntry {
  /** Grows by one, never reused: `since` of a later look. */
  readonly n: number;
  /** Unix ms of the sandbox clock. */
  readonly at: number;
  readonly kind: 'call';
  readonly bot: number;
  readonly method: string;
  /** Numeric chat_id, if the call has one. */
  readonly chat: number | undefined;
  readonly params: Readonly<Record<string, unknown>>;
  readonly files: readonly FileNote[];
  readonly answer: MethodAnswer;
  /** What a strict reading of the documented parameters objects to. */
  readonly warnings: readonly string[];
  /** Set when a fault of the control API touched the call. */
  readonly fault?: string;
}

export interface FileNote {
  readonly field: string;
  readonly file_name: string;
  readonly mime_type: string;
  readonly size: number;
}

export interface ActionEntry {
  readonly n: number;
  readonly at: number;
  readonly kind: 'action';
  readonly bot: number;
  readonly user: number;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export type TranscriptEntry = CallEntry | ActionEntry;

type WithoutNumber<T> = T extends unknown ? Omit<T, 'n'> : never;
export type NewEntry = WithoutNumber<TranscriptEntry>;

export interface TranscriptFilter {
  readonly since?: number | undefined;
  readonly kind?: 'call' | 'action' | undefined;
  readonly method?: string | undefined;
  readonly chat?: number | undefined;
  readonly user?: number | undefined;
  readonly bot?: number | undefined;
  readonly ok?: boolean | undefined;
  readonly warned?: boolean | undefined;
}

export interface Transcript {
  add(entry: NewEntry): void;
  /** The number the next entry will get. */
  next(): number;
  list(filter?: TranscriptFilter): TranscriptEntry[];
  calls(filter?: TranscriptFilter): CallEntry[];
  /** The first entry, past or to come, that the predicate likes; rejects after `timeoutMs` of real time. */
  waitFor(
    predicate: (entry: TranscriptEntry) => boolean,
    options?: { since?: number; timeoutMs?: number },
  ): Promise<TranscriptEntry>;
  onEntry(listener: (entry: TranscriptEntry) => void): () => void;
  /** Entries dropped because of the limit. */
  dropped(): number;
  clear(): void;
}

const defaultTimeoutMs = 10_000;

export function createTranscript(limit: number): Transcript {
  const ring: TranscriptEntry[] = [];
  let oldest = 0;
  let next = 1;
  let dropped = 0;
  const listeners = new Set<(entry: TranscriptEntry) => void>();

  function* entries(since = 0): Generator<TranscriptEntry> {
    const count = ring.length;
    for (let i = Math.max(0, since - (next - count)); i < count; i += 1) {
      const entry = ring[(oldest + i) % count];
      if (entry !== undefined) yield entry;
    }
  }

  const list = (filter: TranscriptFilter = {}) =>
    [...entries(filter.since)].filter((entry) => fits(entry, filter));

  return {
    add(fields) {
      const entry: TranscriptEntry = { n: next, ...fields };
      next += 1;
      if (ring.length < limit) ring.push(entry);
      else {
        ring[oldest] = entry;
        oldest = (oldest + 1) % limit;
        dropped += 1;
      }
      for (const listener of listeners) listener(entry);
    },
    next: () => next,
    list,
    calls: (filter = {}) =>
      list({ ...filter, kind: 'call' }).filter((entry) => entry.kind === 'call'),
    waitFor(predicate, { since, timeoutMs = defaultTimeoutMs } = {}) {
      for (const entry of entries(since)) if (predicate(entry)) return Promise.resolve(entry);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(listener);
          reject(new Error(`nothing of the kind within ${timeoutMs} ms`));
        }, timeoutMs);
        const listener = (entry: TranscriptEntry) => {
          if (!predicate(entry)) return;
          clearTimeout(timer);
          listeners.delete(listener);
          resolve(entry);
        };
        listeners.add(listener);
      });
    },
    onEntry(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dropped: () => dropped,
    clear() {
      ring.length = 0;
      oldest = 0;
    },
  };
}

export function fits(entry: TranscriptEntry, filter: TranscriptFilter): boolean {
  if (filter.kind !== undefined && entry.kind !== filter.kind) return false;
  if (filter.since !== undefined && entry.n < filter.since) return false;
  if (filter.bot !== undefined && entry.bot !== filter.bot) return false;
  if (filter.user !== undefined && !(entry.kind === 'action' && entry.user === filter.user))
    return false;
  if (entry.kind === 'action')
    return (
      filter.method === undefined &&
      filter.chat === undefined &&
      filter.ok === undefined &&
      filter.warned === undefined
    );
  if (filter.method !== undefined && entry.method.toLowerCase() !== filter.method.toLowerCase())
    return false;
  if (filter.chat !== undefined && entry.chat !== filter.chat) return false;
  if (filter.ok !== undefined && entry.answer.ok !== filter.ok) return false;
  return filter.warned === undefined || entry.warnings.length > 0 === filter.warned;
}
