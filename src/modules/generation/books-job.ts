import { z } from 'zod';
import { defineJob, defineSchedule, handle } from '#platform/queue';
import { type WatchBooksDeps, watchBooks } from './reconcile.ts';

export const booksJob = defineJob({
  name: 'generation.reconcile',
  queue: 'work',
  schema: z.object({}),
  isRoutine: true,
});

// Off the full hour, when everybody else's jobs run.
export const booksSchedule = defineSchedule({
  id: 'generation.reconcile',
  job: booksJob,
  data: {},
  cron: '17 * * * *',
  timeZone: 'UTC',
});

export const handleBooks = (deps: WatchBooksDeps) => handle(booksJob, () => watchBooks(deps));
