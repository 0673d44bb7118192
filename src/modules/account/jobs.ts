import { z } from 'zod';
import { defineJob, defineSchedule } from '#platform/queue';

const cleanupJob = defineJob({ name: 'account.cleanup', queue: 'work', schema: z.object({}) });

// While most people sleep, and off the full hour.
const cleanupSchedule = defineSchedule({
  id: 'account.cleanup',
  job: cleanupJob,
  data: {},
  cron: '23 1 * * *',
  timeZone: 'UTC',
});

export const cleanupJobs = { job: cleanupJob, schedule: cleanupSchedule };
