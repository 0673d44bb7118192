// News and messages. An event is published in the transaction of what happened: it writes the messages it calls
// for as rows without a word of text, and after the commit tells whoever listens, in every process. Must never
// happen: news of something that was rolled back, or a result that is told to nobody.

import { z } from 'zod';
import { type Clock, newId } from '#kernel';
import { afterCommit, type Db, type Tx } from '#platform/db';
import type { Log } from '#platform/log';
import { type Event, eventSchema } from './events.ts';
import { planEntries } from './plan.ts';
import { putEntry } from './store.ts';

export type { Event, EventOf, EventType } from './events.ts';
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
  /** Absent: this process is alone. */
  feed?: Feed | undefined;
}

export type Notifications = ReturnType<typeof createNotifications>;
export type Publish = (tx: Tx, event: Event) => Promise<void>;

const topic = 'news';
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

  const ring = (event: Event): void => {
    tell(event);
    feed?.publish(topic, { from: self, event }).catch((err: unknown) => {
      log.warn({ err, event: event.type }, 'the other processes were not told');
    });
  };

  feed?.subscribe(topic, (data) => {
    const parsed = newsSchema.safeParse(data);
    if (parsed.data?.from === self) return;
    if (parsed.success) tell(parsed.data.event);
    else log.warn({}, 'news of a newer process were not understood');
  });

  return {
    /** In the outermost transaction of what happened; rings after its commit. */
    publish: async (tx: Tx, event: Event): Promise<void> => {
      const now = clock.now();
      for (const entry of planEntries(event, { now, adminIds })) await putEntry(tx, entry, now);
      afterCommit(tx, () => ring(event));
    },

    /** News of all processes, while this one runs. Returns how to stop listening. */
    listen: (listener: (event: Event) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
