export const queueNames = ['submit', 'poll', 'chat', 'work'] as const;
export type QueueName = (typeof queueNames)[number];

export type LaneConfig = {
  /** Jobs one process works on at once. */
  concurrency?: number;
  /** Jobs the whole installation works on at once. */
  globalConcurrency?: number;
  /** At most one job starts in this time, over the whole installation. */
  everyMs?: number;
};

export type QueueConfig = {
  databaseUrl: string;
  /** With it the queue lives in Redis, without it in PostgreSQL. */
  redisUrl?: string | undefined;
  /** Installations (or tests) with different prefixes on one backend never meet. */
  prefix?: string;
  lanes?: Partial<Record<QueueName, LaneConfig>>;
  /** A worker that died is noticed after lockMs + stalledMs at most. The same for all processes: the backend shares them. */
  lockMs?: number;
  stalledMs?: number;
  /** How often a worker makes sure that every schedule has a next run. */
  alignMs?: number;
};

export const defaultConcurrency = 20;
export const defaultLockMs = 15_000;
export const defaultStalledMs = 5_000;
export const defaultAlignMs = 10_000;
/** A process killed this often by one job gives it up: the job is poison, and its row has a sweeper. */
export const maxStalledCount = 3;
/** The queue rings a bell; who rings waits no longer than this. */
export const pushTimeoutMs = 2_000;
export const connectTimeoutMs = 5_000;

// BullMQ refuses ":" in names; on PostgreSQL the name is the only thing that keeps installations apart.
export const nameOf = (config: QueueConfig, name: QueueName): string =>
  `${config.prefix ?? 'jackdraw'}-${name}`;

/** Of what processes tell each other. */
export const namespaceOf = (config: QueueConfig): string => config.prefix ?? 'jackdraw';
