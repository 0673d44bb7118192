import type { Queue } from 'bullmq';
import type { QueueName } from './config.ts';
import type { Job } from './job.ts';

type When = { everyMs: number } | { cron: string; timeZone: string };

export type Schedule = {
  id: string;
  queue: QueueName;
  jobName: string;
  data: unknown;
  when: When;
};

export type ScheduleOptions<Data> = When & { id: string; job: Job<Data>; data: Data };

/** A job that comes by itself, once in the whole installation. A run that was missed is not made up for. */
export function defineSchedule<Data>(options: ScheduleOptions<Data>): Schedule {
  const { id, job, data } = options;
  const when =
    'everyMs' in options
      ? { everyMs: Math.ceil(options.everyMs) }
      : { cron: options.cron, timeZone: options.timeZone };
  return { id, queue: job.queue, jobName: job.name, data: job.schema.parse(data), when };
}

/**
 * Makes the backend's schedules those in the list; what is right already is not touched, so that a restart rings no bell.
 * Says which of them had no next run: a process or a store that died at the wrong moment breaks the chain for ever.
 */
export async function alignSchedules(
  queue: Queue,
  wanted: readonly Schedule[],
): Promise<readonly string[]> {
  const broken: string[] = [];
  const present = await queue.getJobSchedulers();
  for (const { key } of present)
    if (!wanted.some(({ id }) => id === key)) await queue.removeJobScheduler(key);
  for (const schedule of wanted) {
    const repeat =
      'everyMs' in schedule.when
        ? { every: schedule.when.everyMs }
        : { pattern: schedule.when.cron, tz: schedule.when.timeZone };
    const found = present.find(({ key }) => key === schedule.id);
    const isSame =
      found?.name === schedule.jobName &&
      found.every === repeat.every &&
      found.pattern === repeat.pattern &&
      found.tz === repeat.tz &&
      JSON.stringify(found.template?.data ?? {}) === JSON.stringify(schedule.data ?? {});
    if (isSame && (await hasNextRun(queue, schedule.id))) continue;
    if (isSame) {
      broken.push(schedule.id);
      await queue.removeJobScheduler(schedule.id);
    }
    await queue.upsertJobScheduler(schedule.id, repeat, {
      name: schedule.jobName,
      data: schedule.data,
      // The next tick is another attempt.
      opts: { attempts: 1, removeOnComplete: true, removeOnFail: true },
    });
  }
  return broken;
}

// A run may end while we look, and the next one take its place.
const looks = 3;

async function hasNextRun(queue: Queue, id: string): Promise<boolean> {
  for (let look = 0; look < looks; look += 1) {
    const next = (await queue.getJobScheduler(id))?.next;
    if (next !== undefined && (await queue.getJob(`repeat:${id}:${next}`)) !== undefined)
      return true;
  }
  return false;
}
