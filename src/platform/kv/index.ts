// Small state under explicit keys: conversations, menus, sessions. A write that names a version wins only
// if that version is still there; nobody's newer state is ever overwritten by it.
import type { Clock } from '#kernel';
import { createBatch, type Db, isDbConflict } from '#platform/db';
import type { Log } from '#platform/log';
import {
  countExpired,
  deleteEntries,
  deleteExpired,
  deletePrefix,
  type Entry,
  readEntries,
  type Write,
  writeEntries,
} from './store.ts';

export type KvDeps = { db: Db; clock: Clock; log?: Log };
export type KvEntry = Entry;
export type KvSetOptions = {
  /** What get() returned; 0 = only if there is nothing; absent = overwrite. */
  version?: number;
  expiresAt?: Date;
};

export type Kv = {
  /** Reads asked for in one tick share one query. */
  get: (key: string) => Promise<KvEntry | undefined>;
  /** The new version, or undefined when somebody else was first. */
  set: (key: string, value: unknown, options?: KvSetOptions) => Promise<number | undefined>;
  delete: (key: string) => Promise<void>;
  /** Forgets every key that begins so; returns how many there were. */
  deletePrefix: (prefix: string) => Promise<number>;
  /** Removes what has expired; returns how many. Done every ten minutes between start and stop. */
  sweep: () => Promise<number>;
  /** How many a sweep would remove. */
  countExpired: () => Promise<number>;
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

const batchMax = 500;
const readsInParallel = 3;
const sweepLimit = 1_000;
const sweepEveryMs = 10 * 60_000;

export function createKv({ db, clock, log }: KvDeps): Kv {
  let timer: NodeJS.Timeout | undefined;
  const read = createBatch<string, Entry | undefined>({
    max: batchMax,
    parallel: readsInParallel,
    run: async (keys) => {
      const found = await readEntries(db, { keys, now: clock.now() });
      return keys.map((key) => found.get(key));
    },
  });
  const write = createBatch<Write, number | undefined>({
    max: batchMax,
    nameOf: ({ key }) => key,
    run: async (writes) => {
      const input = { writes, now: clock.now() };
      // Batches of two processes that overlap can meet in a circle; the one that is sent away comes again.
      return writeEntries(db, input).catch((error) => {
        if (isDbConflict(error)) return writeEntries(db, input);
        throw error;
      });
    },
  });
  const remove = createBatch<string, undefined>({
    max: batchMax,
    run: async (keys) => {
      await deleteEntries(db, keys);
      return keys.map(() => undefined);
    },
  });

  const sweep = async (): Promise<number> => {
    let removed = 0;
    for (;;) {
      const count = await deleteExpired(db, { now: clock.now(), limit: sweepLimit });
      removed += count;
      if (count < sweepLimit) return removed;
    }
  };

  return {
    get: read,
    set: (key, value, options = {}) =>
      write({
        key,
        json: toJson(key, value),
        version: options.version ?? null,
        expiresAt: options.expiresAt ?? null,
      }),
    delete: remove,
    deletePrefix: (prefix) => deletePrefix(db, prefix),
    sweep,
    countExpired: () => countExpired(db, clock.now()),
    start: async () => {
      timer = setInterval(() => {
        sweep().catch((err) => log?.warn({ err }, 'expired state could not be swept'));
      }, sweepEveryMs);
    },
    stop: async () => clearInterval(timer),
  };
}

function toJson(key: string, value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TypeError(`nothing to store under ${key}`);
  return json;
}
