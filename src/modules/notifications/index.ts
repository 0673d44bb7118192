// News and messages. An event is published in the transaction of what happened: it writes the messages it calls
// for as rows without a word of text, and after the commit tells whoever listens, in every process. Must never
// happen: news of something that was rolled back, or a result that is told to nobody.

import { z } from 'zod';
import { type Clock, newId } from '#kernel';
import { afterCommit, type Db, type Tx } from '#platform/db';
import type { Log } from '#platform/log';
import { type Event, eventSchema } from './events.ts';
import { createOutbox } from './outbox.ts';
import { planEntries } from './plan.ts';
import { countWaiting, type OutboxCounts } from './store/count.ts';
import { countEnded, deleteEnded, deleteOfUser, wakeRecipient } from './store/mark.ts';
import { putEntries } from './store/put.ts';

export { type AlertCode, alertCodes, toAlertCode } from './alerts.ts';
export type { Event, EventOf, EventType } from './events.ts';
export type { Outbox, OutboxMessage } from './outbox.ts';
export type { OutboxKind } from './plan.ts';

/** Tells the other processes; what gets lost on the way costs nothing, since rows are the truth. */
export interface Feed {
  publish(topic: string, data: unknown): Promise<void>;
  subscribe(topic: string, listener: (data: unknown) => void): void;
}

export interface NotificationsDeps {
  db: Db;
  clock: Clock;
  log: Log;
  adminIds: readonly number[];
  /** How long a message that was sent is remembered. */
  keepDays?: number;
  /** Absent: this process is alone. */
  feed?: Feed | undefined;
}

export type Notifications = ReturnType<typeof createNotifications>;
/** In the order given. */
export type Publish = (tx: Tx, ...events: readonly Event[]) => Promise<void>;

const topic = 'news';
const bell = 'outbox';
const deletedTogether = 1_000;
const defaultKeepDays = 30;
const dayMs = 24 * 60 * 60 * 1000;
/** A process hears its own news too. */
const newsSchema = z.object({ from: z.string(), event: eventSchema });

export function createNotifications(deps: NotificationsDeps) {
  const { clock, log, adminIds, feed } = deps;
  const self = newId();
  const listeners = new Set<(event: Event) => void>();

  const tell = (event: Event): void => {
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (err) {
        log.error({ err, event: event.type }, 'a listener of news failed');
      }
    }
  };

  const bells = new Set<() => void>();
  const ringBells = (): void => {
    for (const one of bells) one();
  };
  feed?.subscribe(bell, ringBells);

  const ringAll = (): void => {
    ringBells();
    feed?.publish(bell, true).catch((err: unknown) => {
      log.warn({ err }, 'the sender was not told');
    });
  };

  const ring = (event: Event): void => {
    tell(event);
    ringBells();
    feed?.publish(topic, { from: self, event }).catch((err: unknown) => {
      log.warn({ err, event: event.type }, 'the other processes were not told');
    });
  };

  feed?.subscribe(topic, (data) => {
    const parsed = newsSchema.safeParse(data);
    if (parsed.data?.from === self) return;
    if (parsed.success) {
      tell(parsed.data.event);
      ringBells();
    } else log.warn({}, 'news of a newer process were not understood');
  });

  const publish: Publish = async (tx, ...events) => {
    const now = clock.now();
    const entries = events.flatMap((event) => planEntries(event, { now, adminIds }));
    await putEntries(tx, entries, now);
    afterCommit(tx, () => {
      for (const event of events) ring(event);
    });
  };

  return {
    /** In the outermost transaction of what happened; rings after its commit. */
    publish,

    /** News of all processes, while this one runs. Returns how to stop listening. */
    listen: (listener: (event: Event) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    outbox: createOutbox(deps),

    /** Somebody asks to be sent what there is. Once per key. */
    ask: async (entry: {
      userId: string;
      kind: 'generation.shown' | 'generation.original';
      subjectId: string;
      key: string;
    }): Promise<void> => {
      const { userId, key, ...asked } = entry;
      await deps.db.transaction(async (tx) => {
        const told = { ...asked, key: `${asked.kind}:${key}`, to: { userId } };
        await putEntries(tx, [told], clock.now());
        afterCommit(tx, ringAll);
      });
    },

    /** What waits to be told, and for how long. */
    stats: (): Promise<OutboxCounts> => countWaiting(deps.db, clock.now()),

    /** Something may be due. */
    onDue: (listener: () => void): (() => void) => {
      bells.add(listener);
      return () => bells.delete(listener);
    },

    /** They can be written to again. */
    wake: async (userId: string): Promise<void> => {
      if ((await wakeRecipient(deps.db, userId, clock.now())) > 0) ringAll();
    },

    forget: (tx: Tx, userId: string): Promise<void> => deleteOfUser(tx, userId),

    /** Deletes what was told long ago; counts by table. */
    cleanup: async ({ dryRun = false } = {}): Promise<{ outbox: number }> => {
      const before = new Date(clock.now().getTime() - (deps.keepDays ?? defaultKeepDays) * dayMs);
      if (dryRun) return { outbox: await countEnded(deps.db, before) };
      for (let total = 0; ; ) {
        const count = await deleteEnded(deps.db, before, deletedTogether);
        total += count;
        if (count < deletedTogether) return { outbox: total };
      }
    },
  };
}
