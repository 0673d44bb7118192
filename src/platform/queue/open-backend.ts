import type { Backend, BackendDeps } from './backend.ts';
import { openPostgres } from './backend-postgres.ts';
import { openRedis } from './backend-redis.ts';
import type { QueueConfig } from './config.ts';

export const openBackend = (config: QueueConfig, deps: BackendDeps): Backend =>
  config.redisUrl ? openRedis(config, config.redisUrl, deps) : openPostgres(config, deps);
