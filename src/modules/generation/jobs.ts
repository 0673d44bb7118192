import { z } from 'zod';
import { defineJob, defineSchedule } from '#platform/queue';

const ofGeneration = z.object({ generationId: z.string() });
const nothing = z.object({});

// Rows say what is due: a job that fails is rung for again when its row is due again.
const attempts = 2;

export const submitJob = defineJob({
  name: 'generation.submit',
  queue: 'submit',
  schema: ofGeneration,
  attempts,
});

/** `isCalled`: the provider says that it has news. */
export const lookJob = defineJob({
  name: 'generation.look',
  queue: 'poll',
  schema: ofGeneration.extend({ isCalled: z.boolean().optional() }),
  attempts,
  isRoutine: true,
});

/** The provider named a task of ours and could not be asked about it: it may never call again. */
export const adoptJob = defineJob({
  name: 'generation.adopt',
  queue: 'poll',
  schema: ofGeneration.extend({ taskId: z.string() }),
  // For an hour: no row knows the task.
  attempts: 12,
});

export const fetchJob = defineJob({
  name: 'generation.fetch',
  queue: 'work',
  schema: ofGeneration,
  attempts,
});

export const tickJob = defineJob({
  name: 'generation.tick',
  queue: 'work',
  schema: nothing,
  isRoutine: true,
});

export const sweepJob = defineJob({
  name: 'generation.sweep',
  queue: 'work',
  schema: nothing,
  isRoutine: true,
});

export const marketJob = defineJob({
  name: 'generation.market',
  queue: 'work',
  schema: nothing,
});

export const runJobs = [submitJob, lookJob, adoptJob, fetchJob, tickJob, sweepJob, marketJob];

const tickMs = 1_000;
const sweepMs = 30_000;

export const runSchedules = [
  defineSchedule({ id: 'generation.tick', job: tickJob, data: {}, everyMs: tickMs }),
  defineSchedule({ id: 'generation.sweep', job: sweepJob, data: {}, everyMs: sweepMs }),
  defineSchedule({
    id: 'generation.market',
    job: marketJob,
    data: {},
    cron: '17 */6 * * *',
    timeZone: 'UTC',
  }),
];
