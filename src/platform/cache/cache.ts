import type pg from 'pg';
import type { Clock } from '#kernel';
import type { Log } from '#platform/log';
import { type BringDeps, type Brought, bring, type Mode, type Stats } from './bring.ts';
import {
  type Cached,
  type CachedFamily,
  type KeyDefinition,
  type PrefixDefinition,
  type Reading,
  type Source,
  toSource,
} from './define.ts';
import { type Copy, createMemory } from './memory.ts';
import { createRegister } from './register.ts';
import { covers, type Message, type Target } from './store.ts';
import { createPostgresStore } from './store-postgres.ts';
import { createRedisStore } from './store-redis.ts';
import { createTiers } from './tiers.ts';
import { createWake } from './wake.ts';

export type CacheDeps = {
  clock: Clock;
  log: Log;
  pool: pg.Pool;
  redis?: { url: string; timeoutMs?: number } | undefined;
  random?: () => number;
};

export interface Cache {
  start(): Promise<void>;
  stop(): Promise<void>;
  define<T>(definition: KeyDefinition<T>): Cached<T>;
  define<T>(definition: PrefixDefinition<T>): CachedFamily<T>;
  /** Loads a key anew by its name, fresh or not. */
  refresh(key: string): Promise<void>;
  /** On all nodes. Rejects with `unavailable` when no store could be told. */
  invalidate(target: Target): Promise<void>;
  /** What the timer does: refreshes keys that must stay warm, sweeps. Resolves when that is done. */
  tick(): Promise<void>;
  stats(): Stats & { entries: number };
}

const tickMs = 250;
const sweepMs = 60_000;

export function createCache(deps: CacheDeps): Cache {
  const { clock, log, pool, redis, random = Math.random } = deps;
  const stores = [
    ...(redis ? [createRedisStore({ ...redis, log })] : []),
    createPostgresStore({ pool, log }),
  ];
  const memory = createMemory();
  const tiers = createTiers(stores, log);
  const wake = createWake();
  const stats: Stats = { hits: 0, staleHits: 0, misses: 0, loads: 0, refreshes: 0, failures: 0 };
  const bringDeps: BringDeps = {
    clock,
    log,
    random,
    memory,
    tiers,
    wake,
    stats,
  };
  const register = createRegister();
  const flights = new Map<string, Flight>();
  const state: {
    timer?: NodeJS.Timeout;
    sweptAt: number;
    tick: Promise<void>;
    isTicking: boolean;
  } = { sweptAt: 0, tick: Promise.resolve(), isTicking: false };
  const nowMs = () => clock.now().getTime();

  const fly = (key: string, source: Source, mode: Mode): Flight => {
    const landing = bring(bringDeps, { key, source, mode }).finally(() => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    const flight: Flight = { mode, landing };
    flights.set(key, flight);
    return flight;
  };
  const isLeftAlone = (key: string): boolean => {
    const failure = memory.failures.get(key);
    return failure !== undefined && nowMs() < failure.retryAt;
  };
  const renew = async (key: string, source: Source): Promise<void> => {
    if (flights.has(key) || isLeftAlone(key)) return;
    await fly(key, source, 'renew').landing.catch((err) =>
      log.debug({ err, key }, 'refresh failed'),
    );
  };

  const get = async (key: string, source: Source): Promise<Reading<unknown>> => {
    const now = nowMs();
    const held = memory.copies.get(key);
    if (held && !held.isDoubtful && now < held.expiresAt) {
      if (now >= held.refreshAt) void renew(key, source);
      stats.hits += 1;
      return read(held, now);
    }
    const old = held && now < held.hardAt ? held : undefined;
    if (old && isLeftAlone(key)) {
      stats.staleHits += 1;
      return { ...read(old, now), isStale: true };
    }
    const flight = flights.get(key) ?? fly(key, source, old ? 'rather' : 'needed');
    try {
      const brought = await flight.landing;
      if (brought) {
        if (brought.isLoaded) stats.misses += 1;
        else stats.hits += 1;
        return read(brought.copy, nowMs());
      }
      if (!old) return await get(key, source);
    } catch (error) {
      // The flight may have found something old on its way.
      const found = old ?? memory.copies.get(key);
      if (!found || nowMs() >= found.hardAt) throw error;
      stats.staleHits += 1;
      return { ...read(found, nowMs()), isStale: true };
    }
    stats.staleHits += 1;
    return { ...read(old, nowMs()), isStale: true };
  };

  const refresh = async (key: string, source: Source): Promise<void> => {
    const running = flights.get(key);
    if (running?.mode === 'forced') await running.landing;
    else await fly(key, source, 'forced').landing;
  };
  const invalidate = async (target: Target): Promise<void> => {
    memory.drop(target);
    try {
      await tiers.remove(target);
    } finally {
      memory.drop(target);
      // Who asks from now on must not be given what was loaded before.
      for (const key of flights.keys()) if (covers(target, key)) flights.delete(key);
      await tiers.publish({ kind: 'dropped', ...target });
    }
  };
  const onMessage = (message: Message): void => {
    if (message.kind === 'dropped') memory.drop(message);
    if (message.kind === 'loaded') memory.outdate(message.key, message.loadedAt);
    if ('key' in message) wake.call(message.key);
  };

  const runTick = async (): Promise<void> => {
    await tiers.each((store) => store.keep());
    const now = nowMs();
    const due = register.warm().filter(({ key }) => {
      const copy = memory.copies.get(key);
      return !copy || copy.isDoubtful || now >= copy.refreshAt;
    });
    await Promise.all(due.map(({ key, source }) => renew(key, source)));
    if (now - state.sweptAt < sweepMs) return;
    state.sweptAt = now;
    memory.sweep(now);
    await tiers.each((store) => store.sweep(now));
  };
  const tick = (): Promise<void> => {
    state.isTicking = true;
    state.tick = state.tick
      .then(runTick)
      .catch((err) => log.error({ err }, 'cache tick failed'))
      .finally(() => {
        state.isTicking = false;
      });
    return state.tick;
  };

  function define<T>(definition: KeyDefinition<T>): Cached<T>;
  function define<T>(definition: PrefixDefinition<T>): CachedFamily<T>;
  function define<T>(definition: KeyDefinition<T> | PrefixDefinition<T>) {
    if ('key' in definition) {
      const { key } = definition;
      const source = toSource(definition, definition.load);
      register.add({ key }, () => source, definition.isWarm === true);
      return {
        get: async () => typed<T>(await get(key, source)),
        refresh: () => refresh(key, source),
        invalidate: () => invalidate({ key }),
      };
    }
    const { prefix } = definition;
    const sourceOf = (id: string) => toSource(definition, () => definition.load(id));
    register.add({ prefix }, (key) => sourceOf(key.slice(prefix.length)), false);
    return {
      get: async (id: string) => typed<T>(await get(prefix + id, sourceOf(id))),
      refresh: (id: string) => refresh(prefix + id, sourceOf(id)),
      invalidate: (id?: string) => invalidate(id === undefined ? { prefix } : { key: prefix + id }),
    };
  }

  return {
    define,
    start: async () => {
      await tiers.each((store) => store.start({ onMessage, onReturn: memory.doubt }));
      state.timer = setInterval(() => {
        if (!state.isTicking) void tick();
      }, tickMs);
    },
    stop: async () => {
      clearInterval(state.timer);
      await state.tick;
      await tiers.each((store) => store.stop());
    },
    refresh: async (key) => refresh(key, register.find(key)),
    invalidate,
    tick,
    stats: () => ({ ...stats, entries: memory.copies.size }),
  };
}

type Flight = { mode: Mode; landing: Promise<Brought | undefined> };

function read(copy: Copy, now: number): Reading<unknown> {
  copy.usedAt = now;
  return { value: copy.value, ageMs: now - copy.loadedAt, isStale: now >= copy.expiresAt };
}

/** Every value under a key went through the schema of the definition that reads it. */
const typed = <T>(reading: Reading<unknown>): Reading<T> => reading as Reading<T>;
