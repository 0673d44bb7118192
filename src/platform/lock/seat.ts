import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, systemClock } from '#kernel';
import type { Log } from '#platform/log';
import { openSeatConnection, type SeatConnection } from './connection.ts';

/** Proof of having sat down last: SQL that compares it refuses whoever was replaced meanwhile. */
export type Fence = { seat: string; epoch: number };

export type LossReason = 'lost' | 'stopped';

export type SeatDeps = {
  url: string;
  key: string;
  log: Log;
  clock?: Clock;
  onGain: (fence: Fence) => void | Promise<void>;
  /** Called at once when the connection is gone ('lost'), and before the seat is given up ('stopped'). */
  onLose: (reason: LossReason) => void | Promise<void>;
};

export type Seat = {
  start: () => Promise<void>;
  /** Waits for onLose('stopped'), then lets the next one sit down. */
  stop: () => Promise<void>;
  fence: () => Fence | undefined;
};

const askEveryMs = 400;
const pingEveryMs = 1_000;
const reconnectEveryMs = 250;

export function createSeat(deps: SeatDeps): Seat {
  const { key, log, clock = systemClock } = deps;
  const holder = `${hostname()}:${process.pid}`;
  const stopping = new AbortController();
  let fence: Fence | undefined;
  let sitting: Promise<void> = Promise.resolve();
  let losing: Promise<void> = Promise.resolve();

  const lose = (reason: LossReason): Promise<void> => {
    if (!fence) return losing;
    const { epoch } = fence;
    fence = undefined;
    log.info({ seat: key, epoch, reason }, 'seat left');
    losing = attempt(async () => deps.onLose(reason)).then((err) => {
      if (err !== undefined) log.error({ err, seat: key }, 'leaving the seat failed');
    });
    return losing;
  };

  const gain = async (epoch: number, connection: SeatConnection): Promise<void> => {
    fence = { seat: key, epoch };
    log.info({ seat: key, epoch }, 'seat taken');
    const own = fence;
    const err = await attempt(async () => deps.onGain(own));
    if (err === undefined) return;
    log.error({ err, seat: key }, 'what the seat is for could not start');
    connection.destroy();
  };

  const sitOnce = async (): Promise<void> => {
    const gone = new AbortController();
    const connection = await openSeatConnection({
      url: deps.url,
      key,
      onEnd: () => {
        gone.abort();
        void lose('lost');
      },
    });
    const over = AbortSignal.any([gone.signal, stopping.signal]);
    try {
      while (!over.aborted && !(await connection.tryTake())) await rest(askEveryMs, over);
      if (!over.aborted) {
        const epoch = await connection.nextEpoch({ holder, now: clock.now() });
        if (!gone.signal.aborted) void gain(epoch, connection);
      }
      while (!over.aborted) {
        await rest(pingEveryMs, over);
        if (!over.aborted) await connection.ping();
      }
      if (!gone.signal.aborted) {
        await lose('stopped');
        await connection.close();
      }
    } finally {
      connection.destroy();
    }
  };

  const sit = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const err = await attempt(sitOnce);
      if (err !== undefined) log.warn({ err, seat: key }, 'connection of the seat failed');
      await losing;
      await rest(reconnectEveryMs, stopping.signal);
    }
  };

  return {
    start: async () => {
      sitting = sit();
    },
    stop: async () => {
      stopping.abort();
      await sitting;
      await losing;
    },
    fence: () => fence,
  };
}

async function attempt(run: () => Promise<void>): Promise<unknown> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error ?? new Error('rejected with nothing');
  }
}

async function rest(ms: number, until: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal: until }).catch((error: unknown) => {
    if (!until.aborted) throw error;
  });
}
