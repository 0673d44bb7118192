import type { Relay } from 'bullmq';
import { z } from 'zod';
import { createBatch } from '#platform/db';
import type { Log } from '#platform/log';
import { inTime } from './backend.ts';
import { pushTimeoutMs, type QueueConfig } from './config.ts';
import { openBackend } from './open-backend.ts';

export interface FeedDeps {
  log: Log;
}

export type Feed = ReturnType<typeof createFeed>;

const itemsSchema = z.array(z.object({ topic: z.string(), data: z.unknown() }));
type Item = z.infer<typeof itemsSchema>[number];

const mostTogether = 200;
// A message costs the store four statements, and nobody sees thirty milliseconds.
const gatherMs = 30;
const closeMs = 1_500;
const channel = 'feed';

/**
 * What happened in one process, told to all of them, this one too. It can be lost: rows are the truth, and whoever
 * hears of one reads it. What is told while something is on its way goes together.
 */
export function createFeed(config: QueueConfig, deps: FeedDeps) {
  const backend = openBackend(config, { log: deps.log, role: 'feed' });
  const listeners = new Map<string, Set<(data: unknown) => void>>();
  let relay: Relay | undefined;

  const hear = (items: readonly Item[]): void => {
    for (const { topic, data } of items)
      for (const listener of listeners.get(topic) ?? []) listener(data);
  };

  const send = createBatch<Item, undefined>({
    max: mostTogether,
    gatherMs,
    run: async (items) => {
      if (relay) await inTime(relay.publish(channel, items), pushTimeoutMs);
      return items.map(() => undefined);
    },
  });

  return {
    /** Rejects when the store is away; nothing that matters may depend on it. */
    publish: async (topic: string, data: unknown): Promise<void> => send({ topic, data }),

    /** For as long as the feed runs; before its start too. */
    subscribe: (topic: string, listener: (data: unknown) => void): void => {
      const own = listeners.get(topic) ?? new Set();
      listeners.set(topic, own.add(listener));
    },

    start: async (): Promise<void> => {
      await backend.connect();
      relay = backend.relay();
      await relay.waitUntilReady();
      await relay.subscribe(channel, ({ data }) => hear(itemsSchema.parse(data)));
    },

    stop: async (): Promise<void> => {
      const open = relay;
      relay = undefined;
      try {
        if (open) await inTime(open.close(), closeMs);
      } catch (err) {
        deps.log.debug({ err }, 'feed closed the hard way');
      }
      await backend.close();
    },
  };
}
