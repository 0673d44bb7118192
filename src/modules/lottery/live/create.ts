import { AppError, type Clock } from '#kernel';
import { type Lottery, readLotteries } from '#modules/lottery/facts';
import { createStoloto } from '#modules/lottery/stoloto';
import { claimRows } from '#modules/lottery/store';
import type { Cache } from '#platform/cache';
import type { Db } from '#platform/db';
import type { Log } from '#platform/log';
import type { Outgoing, Pacer } from '#platform/net';
import type { Job, JobHandler, Schedule } from '#platform/queue';
import { fillOnePage } from './backfill.ts';
import { createLive } from './data.ts';
import { toDocuments } from './documents.ts';
import { lotteryHandlers, lotteryJobs, lotterySchedules } from './jobs.ts';
import { createIndexes } from './kept-index.ts';
import { createFacts } from './off.ts';
import { keepUp } from './sync.ts';
import type { LotteryData } from './types.ts';

export interface LotteryDataDeps {
  mode: 'live' | 'sandbox' | 'off';
  siteUrl: string;
  apiUrl: string;
  newsUrl: string;
  partner?: string | undefined;
  db: Db;
  cache: Cache;
  clock: Clock;
  log: Log;
  outgoing: Pick<Outgoing, 'call'>;
  /** One turn a second over the whole installation. */
  pacer: Pacer;
  countOddity?: (labels: { section: string; kind: 'missing' | 'skipped' }, by: number) => void;
  lotteries?: readonly Lottery[] | undefined;
}

export interface LotteryDataPart {
  data: LotteryData;
  jobs: readonly Job[];
  handlers: readonly JobHandler[];
  schedules: readonly Schedule[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createLotteryData(deps: LotteryDataDeps): LotteryDataPart {
  if (deps.mode === 'off') return createOff(deps);
  const { db, clock, log, mode } = deps;
  const partner = deps.partner ?? (mode === 'sandbox' ? 'sandbox' : undefined);
  const stoloto = createStoloto({ ...deps, ...(partner !== undefined && { partner }) });
  const origin = mode === 'sandbox' ? 'sandbox' : 'stoloto';
  const { data, ...live } = createLive({ ...deps, stoloto, origin });
  return {
    data,
    jobs: lotteryJobs,
    handlers: lotteryHandlers({
      sync: (signal) => keepUp({ ...live, db, clock, log }, signal),
      fill: async () => void (await fillOnePage({ db, clock, log, stoloto })),
    }),
    schedules: lotterySchedules,
    start: async () => {
      const { isNew } = await claimRows(db, { origin, now: clock.now() });
      if (isNew) log.warn({ origin }, 'lottery data of another source was dropped');
    },
    stop: async () => stoloto.stop(),
  };
}

function createOff({ clock, log, lotteries = readLotteries() }: LotteryDataDeps): LotteryDataPart {
  const facts = createFacts({ lotteries, clock });
  const documents = toDocuments({
    lotteries: facts.lotteries(),
    draws: undefined,
    packets: undefined,
    news: undefined,
    main: undefined,
  });
  const indexes = createIndexes({
    log,
    source: {
      mark: async () => 'facts',
      input: async () => ({ lotteries: facts.lotteries().value, documents }),
    },
  });
  const known = (game: string) => {
    const isKnown = lotteries.some(({ id, apiGame, apiAliases = [] }) =>
      [id, apiGame, ...apiAliases].includes(game),
    );
    if (!isKnown) throw new AppError('not_found', { lottery: game });
  };
  const data: LotteryData = {
    isOn: false,
    lotteries: async () => facts.lotteries(),
    activeDraws: async () => facts.sourced([]),
    draw: async (game) => {
      known(game);
      return undefined;
    },
    latestDraws: async (game) => {
      known(game);
      return facts.sourced([]);
    },
    archive: async (game) => {
      known(game);
      return facts.sourced({ draws: [], isWhole: false });
    },
    jackpotHistory: async (game) => {
      known(game);
      return facts.sourced([]);
    },
    main: async () => facts.sourced({ cards: [], promotions: [] }),
    tabs: async () => facts.sourced([]),
    list: async () => facts.sourced([]),
    news: async () => facts.sourced([]),
    details: async (game) => {
      known(game);
      return facts.sourced({ draws: [], hasMore: false });
    },
    all: async () => ({}),
    documents: async () => documents,
    keepIndex: indexes.keep,
    refreshKnowledge: async () => {
      await indexes.rebuildAll();
      const off = 'failed' as const;
      return {
        sections: { games: off, main: off, tabs: off, list: off, news: off },
        documents: documents.length,
      };
    },
  };
  return {
    data,
    jobs: lotteryJobs,
    // A job of a time when it was on finds somebody who lets it pass.
    handlers: lotteryHandlers({ sync: async () => undefined, fill: async () => undefined }),
    schedules: [],
    start: async () => undefined,
    stop: async () => undefined,
  };
}
