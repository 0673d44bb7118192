import { z } from 'zod';
import { defineJob, defineSchedule, handle, type JobHandler, type Schedule } from '#platform/queue';

const nothing = z.object({});
const options = { queue: 'work', schema: nothing, attempts: 1, isRoutine: true } as const;
const syncLotteries = defineJob({ name: 'lottery.sync', ...options });
const fillHistory = defineJob({ name: 'lottery.backfill', ...options });

export const lotteryJobs = [syncLotteries, fillHistory];

export const lotteryHandlers = (work: {
  sync: (signal: AbortSignal) => Promise<void>;
  fill: () => Promise<void>;
}): JobHandler[] => [
  handle(syncLotteries, (_, { signal }) => work.sync(signal)),
  handle(fillHistory, () => work.fill()),
];

export const lotterySchedules: Schedule[] = [
  defineSchedule({ id: 'lottery.sync', job: syncLotteries, data: {}, everyMs: 60_000 }),
  // 20 games of up to 400 pages: a day for the whole history, at a tenth of what the source is asked at most.
  defineSchedule({ id: 'lottery.backfill', job: fillHistory, data: {}, everyMs: 10_000 }),
];
