import { randomUUID } from 'node:crypto';
import { AppError, type Clock, type ErrorCode, errorCodes, isAppError } from '#kernel';
import type { Log } from '#platform/log';
import type { Source } from './define.ts';
import type { Copy, Memory } from './memory.ts';
import type { Failure, Seen, Store } from './store.ts';
import type { Tiers } from './tiers.ts';
import { retryMsOf, type Stored, timesOf } from './times.ts';
import type { createWake } from './wake.ts';

export type Stats = {
  hits: number;
  staleHits: number;
  /** Reads that had to wait for the source. */
  misses: number;
  /** Loads that this node ran, and those of them that replaced an older value, and those that failed. */
  loads: number;
  refreshes: number;
  failures: number;
};

export type BringDeps = {
  clock: Clock;
  log: Log;
  random: () => number;
  memory: Memory;
  tiers: Tiers;
  wake: ReturnType<typeof createWake>;
  stats: Stats;
};

/**
 * needed: there is nothing to serve. rather: there is something old. Both take what another node has loaded.
 * renew: what there is is good, and about to expire. forced: also when it is fresh.
 */
export type Mode = 'needed' | 'rather' | 'renew' | 'forced';

/** What came, and whether anybody had to wait for the source. */
export type Brought = { copy: Copy; isLoaded: boolean };

// A node that died while loading holds the others up this long; a load that takes longer has failed.
const loadMs = 30_000;
const maxLoads = 3;

/** One load per key in the whole installation; undefined when another node is at it and there is something to serve. */
export async function bring(
  deps: BringDeps,
  { key, source, mode }: { key: string; source: Source; mode: Mode },
): Promise<Brought | undefined> {
  const nowMs = () => deps.clock.now().getTime();
  if (mode === 'needed' || mode === 'rather') {
    const found = await look(deps, key, source);
    if (found) return { copy: found, isLoaded: false };
  }
  let isForced = mode === 'forced';
  let loads = 0;
  for (;;) {
    const epoch = deps.memory.epoch();
    const now = nowMs();
    const token = randomUUID();
    const claimed = await deps.tiers.ask((store) =>
      store.claim(key, { token, now, until: now + loadMs, isForced }),
    );
    if (claimed) remember(deps, { key, source, seen: claimed.answer, epoch });
    if (!claimed || claimed.answer.isMine) {
      const { stored, copy } = await load(deps, { key, source, token, store: claimed?.store });
      loads += 1;
      const isKept = !claimed || (await keep(claimed.store, key, token, stored));
      if (isKept && deps.memory.epoch() === epoch) deps.memory.copies.set(key, copy);
      if (isKept) await deps.tiers.publish({ kind: 'loaded', key, loadedAt: copy.loadedAt });
      if (isKept || loads === maxLoads) return { copy, isLoaded: true };
      // The key was dropped while it was loading: what came is from before.
      isForced = mode === 'forced';
      continue;
    }
    const { isLoading, failure } = claimed.answer;
    if (isLoading) {
      if (mode === 'renew' || mode === 'rather') return undefined;
      // Another node's load is as good as ours.
      isForced = false;
      await deps.wake.sleep(key);
      continue;
    }
    const copy = deps.memory.copies.get(key);
    if (copy && nowMs() < copy.refreshAt) return { copy, isLoaded: true };
    if (failure && nowMs() < failure.retryAt) {
      deps.memory.failures.set(key, failure);
      throw new AppError(toCode(failure.code), { key, retryAt: new Date(failure.retryAt) });
    }
    // What the store holds does not parse, or was dropped between two looks: load it whatever the store says.
    isForced = true;
  }
}

async function look(deps: BringDeps, key: string, source: Source): Promise<Copy | undefined> {
  const epoch = deps.memory.epoch();
  const now = deps.clock.now().getTime();
  const seen = await deps.tiers.ask((store) => store.read(key, now));
  if (seen) remember(deps, { key, source, seen: seen.answer, epoch });
  const copy = deps.memory.copies.get(key);
  return copy && !copy.isDoubtful && now < copy.expiresAt ? copy : undefined;
}

/** The store's value becomes this node's, unless it was dropped meanwhile or is not newer. */
function remember(
  deps: BringDeps,
  { key, source, seen, epoch }: { key: string; source: Source; seen: Seen; epoch: number },
): void {
  const { stored } = seen;
  const now = deps.clock.now().getTime();
  if (!stored || now >= stored.hardAt || deps.memory.epoch() !== epoch) return;
  const held = deps.memory.copies.get(key);
  if (held && !held.isDoubtful && held.loadedAt >= stored.loadedAt) return;
  try {
    deps.memory.copies.set(key, toCopy(stored, source, now));
  } catch (err) {
    deps.log.warn({ err, key }, 'a cached value does not fit its schema and is loaded anew');
  }
}

function toCopy({ value, ...times }: Stored, source: Source, usedAt: number): Copy {
  return { ...times, value: source.parse(JSON.parse(value)), usedAt, isDoubtful: false };
}

async function load(
  deps: BringDeps,
  given: { key: string; source: Source; token: string; store: Store | undefined },
): Promise<{ stored: Stored; copy: Copy }> {
  const { key, source, token, store } = given;
  const askedAt = deps.clock.now().getTime();
  deps.stats.loads += 1;
  if (deps.memory.copies.has(key)) deps.stats.refreshes += 1;
  try {
    const value = JSON.stringify((await orTimeout(source.load(), key)) ?? null);
    const stored = { value, ...timesOf(source, askedAt, deps.random()) };
    const copy = toCopy(stored, source, askedAt);
    deps.memory.failures.delete(key);
    return { stored, copy };
  } catch (err) {
    deps.stats.failures += 1;
    const code = isAppError(err) ? err.code : 'unavailable';
    const failure: Failure = { code, retryAt: deps.clock.now().getTime() + retryMsOf(source) };
    deps.memory.failures.set(key, failure);
    deps.log.warn({ err, key }, 'cache could not load');
    await store
      ?.fail(key, token, failure)
      .catch((lost) => deps.log.debug({ err: lost, key }, 'cache store is away'));
    await deps.tiers.publish({ kind: 'failed', key });
    throw err;
  }
}

// A store that went away during the load forbids nothing.
async function keep(store: Store, key: string, token: string, stored: Stored): Promise<boolean> {
  try {
    return await store.write(key, token, stored);
  } catch {
    return true;
  }
}

async function orTimeout<T>(work: Promise<T>, key: string): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new AppError('timeout', { key, loadMs })), loadMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

const isCode = (code: string): code is ErrorCode => errorCodes.some((known) => known === code);
const toCode = (code: string): ErrorCode => (isCode(code) ? code : 'unavailable');
