// Jobs over BullMQ, on Redis or on PostgreSQL: only this folder knows which. A job carries ids and may run
// more than once; losing every job loses nothing, because rows have sweepers. Nothing is pushed before commit.
export { migrateQueue } from './backend-postgres.ts';
export type { LaneConfig, QueueConfig, QueueName } from './config.ts';
export { createFeed, type Feed, type FeedDeps } from './feed.ts';
export { defineJob, handle, type Job, type JobContext, type JobHandler } from './job.ts';
export type { JobCounts } from './metrics.ts';
export { createQueue, type PushOptions, type Queue, type QueueDeps } from './queue.ts';
export { defineSchedule, type Schedule } from './schedule.ts';
export { createWorker, type Worker, type WorkerDeps } from './worker.ts';
