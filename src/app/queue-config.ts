import type { QueueConfig } from '#platform/queue';
import type { AppConfig } from './build.ts';

const mostLooks = 50;

export function queueConfigOf({ db, redis, generation }: AppConfig): QueueConfig {
  // Beside the row that counts what is in work: neither alone can be exceeded.
  const globalConcurrency = generation.maxParallel;
  // A look also brings pictures home: none of those in work should wait for another.
  const concurrency = Math.min(globalConcurrency, mostLooks);
  return {
    databaseUrl: db.url,
    redisUrl: redis.url,
    lanes: { submit: { globalConcurrency, concurrency }, poll: { globalConcurrency, concurrency } },
  };
}
