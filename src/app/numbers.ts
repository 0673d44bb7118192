import type { Cache } from '#platform/cache';
import type { Inbox } from '#platform/inbox';
import { type UpdateFacts, wideLine } from '#platform/log';
import type { Metrics } from '#platform/metrics';

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

export function watchInbox(metrics: Metrics, inbox: Pick<Inbox, 'stats'>): void {
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

export function watchCache(metrics: Metrics, cache: Pick<Cache, 'stats'>): void {
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
