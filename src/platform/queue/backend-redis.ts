import { Queue, Relay, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { AppError } from '#kernel';
import { type Backend, type BackendDeps, createErrorTeller, inTime } from './backend.ts';
import { connectTimeoutMs, nameOf, namespaceOf, type QueueConfig } from './config.ts';

// Who pushes must hear "no" at once; who works waits until the server is back.
const optionsOf = {
  queue: { enableOfflineQueue: false, maxRetriesPerRequest: 1 },
  worker: { maxRetriesPerRequest: null },
  feed: { maxRetriesPerRequest: null },
} as const;

export function openRedis(config: QueueConfig, redisUrl: string, deps: BackendDeps): Backend {
  const redis = new Redis(redisUrl, {
    ...optionsOf[deps.role],
    lazyConnect: true,
    connectTimeout: connectTimeoutMs,
    connectionName: `jackdraw-${deps.role}`,
  });
  const tell = createErrorTeller(deps.log, { backend: 'redis' });
  redis.on('error', tell);
  // BullMQ makes a second connection for every worker, and can lose sight of one that is just coming back.
  const copies: Redis[] = [];
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (more) => {
    const copy = duplicate(more);
    copy.on('error', tell);
    copies.push(copy);
    return copy;
  };
  // Every queue and worker listens on the one connection they share.
  redis.setMaxListeners(0);
  const shared = { connection: redis, prefix: 'jackdraw' };
  return {
    kind: 'redis',
    connect: async () => {
      try {
        await inTime(redis.connect(), connectTimeoutMs);
      } catch (error) {
        redis.disconnect();
        throw new AppError('unavailable', {}, { cause: error });
      }
    },
    queue: (name) => {
      const queue = new Queue(nameOf(config, name), { ...shared, skipWaitingForReady: true });
      queue.on('error', tell);
      return queue;
    },
    worker: (name, run, options) => {
      // With the installation's limit reached, a worker with free places sleeps for the whole drainDelay.
      const worker = new Worker(nameOf(config, name), run, {
        ...options,
        ...shared,
        drainDelay: 1,
      });
      worker.on('error', tell);
      return worker;
    },
    relay: () => {
      const relay = new Relay({ ...shared, namespace: namespaceOf(config) });
      relay.on('error', tell);
      return relay;
    },
    onReturn: (listener) => {
      redis.on('ready', listener);
    },
    unblock: () => {
      for (const copy of copies) if (copy.status === 'reconnecting') end(copy);
    },
    close: async () => {
      for (const connection of [...copies, redis]) end(connection);
    },
  };
}

// ioredis forgets a connection that is told to disconnect between two tries: it never says "end", and its
// commands wait for ever. Told so during a try, it ends as it should.
function end(connection: Redis): void {
  if (connection.status === 'end') return;
  if (connection.status === 'reconnecting') connection.connect().catch(() => undefined);
  connection.disconnect();
}
