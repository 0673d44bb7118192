import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { type Clock, isAppError } from '#kernel';
import {
  drawPageShape,
  gamesShape,
  mainShape,
  newsShape,
  packetsShape,
  type Stoloto,
  tabsShape,
} from '#modules/lottery/stoloto';
import { findSnapshot, keepDraws, keepSnapshot, keepTitles } from '#modules/lottery/store';
import type { Cache, Reading } from '#platform/cache';
import type { Db } from '#platform/db';
import type { Log } from '#platform/log';
import type { Priority } from '#platform/net';
import { orAbsent } from './absent.ts';
import type { Asked, Origin, Sourced } from './types.ts';
import type { Waiting } from './waiting.ts';

export interface SectionDeps {
  cache: Cache;
  db: Db;
  clock: Clock;
  log: Log;
  stoloto: Stoloto;
  origin: Origin;
  waiting: Waiting;
}

export const ttlMs = 600_000;

export interface Section<T> {
  read(asked?: Asked): Promise<Sourced<T>>;
  /** What is known without waiting for the source; undefined when nothing is. */
  peek(): Promise<Sourced<T> | undefined>;
  /** For jobs: nobody waits for it. */
  readQuietly(): Promise<Sourced<T>>;
  refreshQuietly(): Promise<void>;
}

interface Seen<T> {
  seenAt: Date;
  value: T;
}
const seen = <T>(schema: z.ZodType<T>) => z.object({ seenAt: z.coerce.date(), value: schema });

/** The sections: in the smart cache, and behind it a row with the last good answer. */
export function createSections(deps: SectionDeps) {
  const { cache, db, clock, stoloto, waiting } = deps;
  const prefix = `lottery:${deps.origin}:`;

  const load = <T>(name: string, ask: (priority: Priority) => Promise<T>): Promise<Seen<T>> =>
    waiting.load(name, async (priority) => {
      const value = await ask(priority);
      const seenAt = clock.now();
      await keepSnapshot(db, { section: name, value, seenAt });
      return { seenAt, value };
    });

  const section = <T>(
    name: string,
    schema: z.ZodType<T>,
    cached: { get(): Promise<Reading<Seen<T>>>; refresh(): Promise<void> },
  ): Section<T> => {
    let last: Seen<T> | undefined;
    const findKept = async (): Promise<Sourced<T> | undefined> => {
      const kept = await findSnapshot(db, name);
      return kept && sourced({ value: schema.parse(kept.value), seenAt: kept.seenAt }, true);
    };
    const orKept = async (error: unknown): Promise<Sourced<T>> => {
      const kept = isAppError(error) ? await findKept() : undefined;
      if (!kept) throw error;
      return kept;
    };
    const sourced = ({ value, seenAt }: Seen<T>, isStale: boolean): Sourced<T> => ({
      value,
      source: deps.origin,
      asOf: seenAt,
      ageMs: Math.max(0, clock.now().getTime() - seenAt.getTime()),
      isStale,
    });
    const isPast = (one: Seen<T>) => clock.now().getTime() - one.seenAt.getTime() >= ttlMs;
    const get = async (isRefused: boolean): Promise<Sourced<T>> => {
      try {
        const { value, isStale } = await cached.get();
        last = value;
        return sourced(value, isStale || isRefused);
      } catch (error) {
        return await orKept(error);
      }
    };
    return {
      read: async (asked = {}) => {
        const leave = waiting.enter(name, asked);
        try {
          return await get(asked.forceRefresh === true && !(await isRefreshed(deps, cached)));
        } finally {
          leave();
        }
      },
      peek: async () => {
        const reading = orAbsent(get(false));
        // Whoever peeks may be gone when it fails; whoever reads is told.
        reading.catch((err: unknown) => deps.log.debug({ err, name }, 'lottery section not read'));
        const soon = await Promise.race([reading, setImmediate(undefined)]);
        if (soon) return soon;
        return last ? sourced(last, isPast(last)) : findKept();
      },
      readQuietly: () => get(false),
      refreshQuietly: () => cached.refresh(),
    };
  };

  const warm = <T>(
    name: string,
    schema: z.ZodType<T>,
    ask: (asking: { priority: Priority }) => Promise<T>,
  ): Section<T> => {
    const cached = cache.define<Seen<T>>({
      key: `${prefix}${name}`,
      schema: seen(schema),
      ttlMs,
      isWarm: true,
      load: () => load(name, (priority) => ask({ priority })),
    });
    return section(name, schema, cached);
  };

  const details = cache.define({
    prefix: `${prefix}details:`,
    schema: seen(drawPageShape),
    ttlMs,
    load: (id) => {
      const [code = '', count = ''] = id.split(' ');
      return load(`details:${id}`, async (priority) => {
        const page = await stoloto.details({ priority, code, count: Number(count) });
        await keepDraws(db, { draws: page.draws, seenAt: clock.now() });
        return page;
      });
    },
  });

  return {
    games: warm('games', gamesShape, stoloto.games),
    main: warm('main', mainShape, async (asking) => {
      const main = await stoloto.main(asking);
      const titles = main.cards.map(({ code, title }) => ({ code, title }));
      await keepTitles(db, { titles, now: clock.now() });
      return main;
    }),
    tabs: warm('tabs', tabsShape, stoloto.tabs),
    list: warm('list', packetsShape, stoloto.list),
    news: warm('news', newsShape, stoloto.news),
    details: (code: string, count: number) => {
      const id = `${code} ${count}`;
      return section(`details:${id}`, drawPageShape, {
        get: () => details.get(id),
        refresh: () => details.refresh(id),
      });
    },
  };
}

export type Sections = ReturnType<typeof createSections>;

async function isRefreshed(
  { log }: Pick<SectionDeps, 'log'>,
  cached: { refresh(): Promise<void> },
): Promise<boolean> {
  try {
    await cached.refresh();
    return true;
  } catch (error) {
    if (!isAppError(error)) throw error;
    log.debug({ err: error }, 'lottery section could not be refreshed');
    return false;
  }
}
