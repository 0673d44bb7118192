import type { Notifications } from '#modules/notifications';
import type { Cache } from '#platform/cache';
import type { Inbox } from '#platform/inbox';
import { type UpdateFacts, wideLine } from '#platform/log';
import type { Metrics } from '#platform/metrics';
import type { Queue } from '#platform/queue';

/** The bot's line for every update, counted on its way to the log. */
export function countUpdates(metrics: Metrics): Pick<typeof wideLine, 'update' | 'failure'> {
  const count = metrics.counter({
    name: 'bot_updates_total',
    help: 'Updates handled, by kind and outcome.',
    labels: ['type', 'outcome'],
  });
  const observe = metrics.timer({
    name: 'bot_update_seconds',
    help: 'Time to handle an update.',
  });
  return {
    update: (log, facts: UpdateFacts) => {
      count({ type: facts.type, outcome: facts.outcome });
      observe(facts.ms);
      wideLine.update(log, facts);
    },
    failure: wideLine.failure,
  };
}

export interface Watched {
  inbox: Pick<Inbox, 'stats'>;
  outbox: Pick<Notifications, 'stats'>;
  cache: Pick<Cache, 'stats'>;
  queue: Pick<Queue, 'metrics'>;
}

/** What is asked whenever somebody looks. */
export function watch(metrics: Metrics, { inbox, outbox, cache, queue }: Watched): void {
  watchInbox(metrics, inbox);
  watchOutbox(metrics, outbox);
  watchCache(metrics, cache);
  metrics.addText(queue.metrics);
}

function watchOutbox(metrics: Metrics, outbox: Watched['outbox']): void {
  metrics.gauge(
    { name: 'outbox_messages', help: 'Messages that are not sent, by state.' },
    async () => {
      const { oldestDueMs: _, ...counts } = await outbox.stats();
      return Object.entries(counts).map(([state, value]) => ({ value, labels: { state } }));
    },
  );
  metrics.gauge(
    { name: 'outbox_oldest_seconds', help: 'Age of the oldest message that is due.' },
    async () => [{ value: (await outbox.stats()).oldestDueMs / 1000 }],
  );
}

function watchInbox(metrics: Metrics, inbox: Watched['inbox']): void {
  metrics.gauge({ name: 'inbox_updates', help: 'Updates in the inbox, by state.' }, async () => {
    const { waiting, parked, running } = await inbox.stats();
    return Object.entries({ waiting, parked, running }).map(([state, value]) => ({
      value,
      labels: { state },
    }));
  });
  metrics.gauge(
    { name: 'inbox_oldest_seconds', help: 'Age of the oldest update that waits.' },
    async () => [{ value: (await inbox.stats()).oldestWaitingMs / 1000 }],
  );
}

function watchCache(metrics: Metrics, cache: Watched['cache']): void {
  metrics.gauge(
    { name: 'cache_events', help: 'What the cache did since the start, by kind.' },
    () => {
      const { entries: _, ...events } = cache.stats();
      return Object.entries(events).map(([kind, value]) => ({ value, labels: { kind } }));
    },
  );
  metrics.gauge({ name: 'cache_entries', help: 'Values in memory.' }, () => [
    { value: cache.stats().entries },
  ]);
}
