import type { QueueConfig } from '#platform/queue';
import type { AppConfig } from './build.ts';

export function queueConfigOf({ db, redis, generation }: AppConfig): QueueConfig {
  // Beside the row that counts what is in work: neither alone can be exceeded.
  const globalConcurrency = generation.maxParallel;
  return {
    databaseUrl: db.url,
    redisUrl: redis.url,
    lanes: { submit: { globalConcurrency }, poll: { globalConcurrency } },
  };
}
