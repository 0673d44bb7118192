import type { Clock } from '#kernel';
import { createLotteryData } from '#modules/lottery';
import type { Cache } from '#platform/cache';
import type { Config } from '#platform/config';
import type { createDb } from '#platform/db';
import type { Log } from '#platform/log';
import type { Metrics } from '#platform/metrics';
import { createOutgoing, createPacer } from '#platform/net';

// A call is given up after 15 s; a process that died with one holds the others up a little longer.
const holdMs = 20_000;

export interface LotteryGround {
  db: ReturnType<typeof createDb>;
  cache: Cache;
  clock: Clock;
  log: Log;
  metrics: Metrics;
}

/** Lottery data with its own way out and its pace, which is one for the whole installation. */
export function openLotteryData(
  { stoloto }: Pick<Config, 'stoloto'>,
  { db, cache, clock, log, metrics }: LotteryGround,
) {
  const outgoing = createOutgoing({ log, service: 'stoloto', proxyUrl: stoloto.proxyUrl });
  const lottery = createLotteryData({
    ...stoloto,
    db: db.client,
    cache,
    clock,
    log,
    outgoing,
    pacer: createPacer({
      pool: db.pool,
      clock,
      name: 'stoloto',
      everyMs: stoloto.everyMs,
      holdMs,
    }),
    countOddity: metrics.counter({
      name: 'stoloto_oddities_total',
      help: 'Fields missing from answers and parts that could not be read, by section.',
      labels: ['section', 'kind'],
    }),
  });
  return {
    ...lottery,
    stop: async () => {
      await lottery.stop();
      outgoing.stop();
    },
  };
}
