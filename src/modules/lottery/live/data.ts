import { AppError, type Clock } from '#kernel';
import { type Lottery, readLotteries } from '#modules/lottery/facts';
import type { Stoloto } from '#modules/lottery/stoloto';
import {
  lastSeen,
  listArchives,
  listDraws,
  listJackpots,
  listNewest,
  listNumbers,
} from '#modules/lottery/store';
import type { Cache } from '#platform/cache';
import type { Db } from '#platform/db';
import type { Log } from '#platform/log';
import { orAbsent } from './absent.ts';
import { createArchives } from './archives.ts';
import { keptDraws } from './backfill.ts';
import { toDocuments } from './documents.ts';
import { createIndexes } from './kept-index.ts';
import { createNow } from './now.ts';
import { createFacts } from './off.ts';
import { createSections } from './sections.ts';
import {
  type Asked,
  type LotteryData,
  type Origin,
  type SectionName,
  type Sourced,
  sectionNames,
} from './types.ts';
import { createWaiting } from './waiting.ts';

export interface DataDeps {
  cache: Cache;
  db: Db;
  clock: Clock;
  log: Log;
  stoloto: Stoloto;
  origin: Exclude<Origin, 'facts'>;
  lotteries?: readonly Lottery[] | undefined;
}

const mostDraws = 100;
const mostJackpots = 1_000;
// What a row holds; people type anything.
const mostNumber = 2_147_483_647;
const mostDetails = 50;
const detailSizes = [5, 20, mostDetails];
// Sections disagree for a while after a draw.
const oftenEnoughMs = 45_000;

/** What the source says, as it was last heard, with its age. Nothing here invents a figure. */
export function createLive(given: DataDeps) {
  const { db, clock, log, origin, lotteries = readLotteries() } = given;
  const deps = { ...given, waiting: createWaiting() };
  const sections = createSections(deps);
  const archives = createArchives(deps);
  const now = createNow({
    db,
    sections,
    lotteries,
    facts: createFacts({ lotteries, clock }),
  });
  const sourced = <T>(
    value: T,
    { asOf, isStale }: { asOf: Date; isStale: boolean },
  ): Sourced<T> => ({
    value,
    source: origin,
    asOf,
    ageMs: Math.max(0, clock.now().getTime() - asOf.getTime()),
    isStale,
  });

  const bringUp = async (code: string, asked: Asked) => {
    const synced = await archives.bringUp(code, asked);
    const ageMs = clock.now().getTime() - synced.asOf.getTime();
    if (synced.isStale || asked.forceRefresh || ageMs < oftenEnoughMs) return synced;
    // A fast game has drawn again since.
    const games = await orAbsent(sections.games.readQuietly());
    const last = games?.value.find((game) => game.code === code)?.last?.number ?? 0;
    const newest = (await listNewest(db, [code])).get(code)?.number ?? 0;
    if (last <= newest) return synced;
    return archives.bringUp(code, { ...asked, forceRefresh: true });
  };

  /** What is at hand: an index never waits for the source, it is built again when more is there. */
  const atHand = async () => {
    const [draws, packets, news, main] = await Promise.all([
      now.peekDraws(),
      sections.list.peek(),
      sections.news.peek(),
      sections.main.peek(),
    ]);
    return { lotteries: await now.peek(), draws, packets, news, main };
  };
  const documents = async () => toDocuments(await atHand());
  const indexes = createIndexes({
    log,
    source: {
      mark: async () => {
        const seen = await Promise.all(sectionNames.map((name) => seenAt(sections[name].peek())));
        return seen.join(' ');
      },
      input: async () => {
        const all = await atHand();
        return { lotteries: all.lotteries.value, documents: toDocuments(all) };
      },
    },
  });

  const data: LotteryData = {
    isOn: true,
    lotteries: now.lotteries,
    activeDraws: now.activeDraws,
    draw: async (game, number, asked = {}) => {
      const codes = await now.codes(game);
      if (!Number.isInteger(number) || number < 1 || number > mostNumber) return undefined;
      const found = await archives.bringDraw({ code: first(codes), codes, number }, asked);
      return found && sourced(found.draw, found);
    },
    latestDraws: async (game, { limit = 10, before } = {}, asked = {}) => {
      const codes = await now.codes(game);
      const most = Math.min(Math.max(1, limit), mostDraws);
      const wanted = { codes, limit: most, before, isCompleted: true };
      if (before === undefined) {
        const synced = await bringUp(first(codes), asked);
        return sourced(await listDraws(db, wanted), synced);
      }
      const draws = await listDraws(db, wanted);
      return sourced(draws, { asOf: (await lastSeen(db, codes)) ?? clock.now(), isStale: false });
    },
    archive: async (game, { limit = keptDraws } = {}, asked = {}) => {
      const codes = await now.codes(game);
      const synced = await bringUp(first(codes), asked);
      const draws = await listNumbers(db, { codes, limit: Math.min(limit, keptDraws) });
      const rows = await listArchives(db, codes);
      const isWhole = rows.length > 0 && rows.every((row) => row.isWhole);
      return sourced({ draws, isWhole }, synced);
    },
    jackpotHistory: async (game, { limit = mostJackpots } = {}, asked = {}) => {
      const codes = await now.codes(game);
      const synced = await bringUp(first(codes), asked);
      const points = await listJackpots(db, { codes, limit: Math.min(limit, mostJackpots) });
      return sourced(points.reverse(), synced);
    },
    main: sections.main.read,
    tabs: sections.tabs.read,
    list: sections.list.read,
    news: sections.news.read,
    details: async (game, count, asked) => {
      if (!Number.isInteger(count) || count < 1 || count > mostDetails)
        throw new AppError('bad_request', { count, from: 1, to: mostDetails });
      // One of few sizes is fetched and kept, whatever size is asked for.
      const size = detailSizes.find((one) => count <= one) ?? mostDetails;
      const read = await sections.details(first(await now.codes(game)), size).read(asked);
      const { draws, hasMore } = read.value;
      return {
        ...read,
        value: { draws: draws.slice(0, count), hasMore: hasMore || draws.length > count },
      };
    },
    all: async ({ game, count = 5, ...asked } = {}) => {
      const [main, tabs, list, news, details] = await Promise.all([
        orAbsent(data.main(asked)),
        orAbsent(data.tabs(asked)),
        orAbsent(data.list(asked)),
        orAbsent(data.news(asked)),
        game === undefined ? undefined : orAbsent(data.details(game, count, asked)),
      ]);
      return {
        ...(main && { main }),
        ...(tabs && { tabs }),
        ...(list && { list }),
        ...(details && { details }),
        ...(news && { news }),
      };
    },
    documents,
    keepIndex: indexes.keep,
    refreshKnowledge: async () => {
      const states = await Promise.all(
        sectionNames.map(async (name): Promise<[SectionName, 'fresh' | 'failed']> => {
          return [
            name,
            (await isFresh(sections[name].read({ forceRefresh: true }))) ? 'fresh' : 'failed',
          ];
        }),
      );
      await indexes.rebuildAll();
      const state = (name: SectionName) => states.find(([one]) => one === name)?.[1] ?? 'failed';
      return {
        sections: {
          games: state('games'),
          main: state('main'),
          tabs: state('tabs'),
          list: state('list'),
          news: state('news'),
        },
        documents: (await documents()).length,
      };
    },
  };
  return { data, sections, archives, lotteries, onRenamed: now.forget };
}

function first(codes: readonly string[]): string {
  const [code] = codes;
  if (code === undefined) throw new AppError('not_found', { why: 'it has no draws at the source' });
  return code;
}

const seenAt = async (peeked: Promise<{ asOf: Date } | undefined>): Promise<number> =>
  (await peeked)?.asOf.getTime() ?? 0;

const isFresh = async (reading: Promise<{ isStale: boolean }>): Promise<boolean> =>
  (await orAbsent(reading))?.isStale === false;
