import type { z } from 'zod';
import type { Lifetime } from './times.ts';

export type Reading<T> = {
  value: T;
  ageMs: number;
  /** Past its TTL: the source could not be asked. Say how old it is. */
  isStale: boolean;
};

type Common<T> = Lifetime & {
  /** What comes from the source or from another process's store is parsed with it. */
  schema: z.ZodType<T>;
};

export type KeyDefinition<T> = Common<T> & {
  key: string;
  load: () => Promise<unknown>;
  /** Refreshed before it expires also when nobody reads it. */
  isWarm?: boolean;
};

export type PrefixDefinition<T> = Common<T> & {
  prefix: string;
  load: (id: string) => Promise<unknown>;
};

export interface Cached<T> {
  get(): Promise<Reading<T>>;
  /** Loads anew, fresh or not; rejects when the source does. */
  refresh(): Promise<void>;
  invalidate(): Promise<void>;
}

export interface CachedFamily<T> {
  get(id: string): Promise<Reading<T>>;
  refresh(id: string): Promise<void>;
  /** Without an id: the whole family. */
  invalidate(id?: string): Promise<void>;
}

/** What the machine needs to know of a key; the value's type is known only to the one who defined it. */
export type Source = Lifetime & {
  parse: (value: unknown) => unknown;
  load: () => Promise<unknown>;
};

export const toSource = <T>(definition: Common<T>, load: () => Promise<unknown>): Source => ({
  ttlMs: definition.ttlMs,
  ...(definition.hardMs === undefined ? {} : { hardMs: definition.hardMs }),
  parse: (value) => definition.schema.parse(value),
  load,
});
