import type { Clock } from '#kernel';
import { afterCommit, type Db, type Tx } from '#platform/db';
import type { Log } from '#platform/log';
import { listHidden, putOverride } from './store.ts';

export interface OverridesDeps {
  db: Db;
  clock: Clock;
  log: Log;
  /** Other processes are told at once; what gets lost is read at the next round. */
  feed: {
    publish(topic: string, data: unknown): Promise<void>;
    subscribe(topic: string, listener: () => void): void;
  };
}

export interface HiddenModel {
  modelId: string;
  reason: string | undefined;
  at: Date;
}

export type ModelOverrides = ReturnType<typeof createModelOverrides>;

const topic = 'models';
const roundMs = 30_000;

/** Models taken off sale while it runs, the same in every process. */
export function createModelOverrides({ db, clock, log, feed }: OverridesDeps) {
  const state: { hidden: ReadonlySet<string>; timer?: NodeJS.Timeout } = { hidden: new Set() };

  const read = async (): Promise<void> => {
    state.hidden = new Set((await listHidden(db)).map(({ modelId }) => modelId));
  };
  const readSoon = (): void => {
    read().catch((err: unknown) => log.warn({ err }, 'hidden models could not be read'));
  };
  feed.subscribe(topic, readSoon);

  const put = async (
    tx: Tx,
    of: { modelId: string; reason: string | undefined },
    isHidden: boolean,
  ) => {
    const { modelId, reason = null } = of;
    await putOverride(tx, { modelId, isHidden, reason, changedAt: clock.now() });
    afterCommit(tx, () => {
      const others = [...state.hidden].filter((one) => one !== modelId);
      state.hidden = new Set(isHidden ? [...others, modelId] : others);
      feed.publish(topic, {}).catch((err: unknown) => {
        log.warn({ err, modelId }, 'the other processes were not told of a model');
      });
    });
  };

  return {
    isHidden: (modelId: string): boolean => state.hidden.has(modelId),
    hide: (tx: Tx, of: { modelId: string; reason: string }): Promise<void> => put(tx, of, true),
    show: (tx: Tx, modelId: string): Promise<void> =>
      put(tx, { modelId, reason: undefined }, false),
    list: async (): Promise<HiddenModel[]> =>
      (await listHidden(db)).map(({ modelId, reason, changedAt }) => ({
        modelId,
        reason: reason ?? undefined,
        at: changedAt,
      })),
    start: async (): Promise<void> => {
      await read();
      state.timer = setInterval(readSoon, roundMs);
    },
    stop: async (): Promise<void> => clearInterval(state.timer),
  };
}
