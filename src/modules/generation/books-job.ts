import { z } from 'zod';
import { defineJob, defineSchedule, handle } from '#platform/queue';
import { type WatchBooksDeps, watchBooks } from './reconcile.ts';

export const booksJob = defineJob({
  name: 'generation.reconcile',
  queue: 'work',
  schema: z.object({}),
  isRoutine: true,
});

// Off the full hour, when everybody else's jobs run; and not more often, because it reads all there ever was.
export const booksSchedule = defineSchedule({
  id: 'generation.reconcile',
  job: booksJob,
  data: {},
  cron: '43 */6 * * *',
  timeZone: 'UTC',
});

export const handleBooks = (deps: WatchBooksDeps) => handle(booksJob, () => watchBooks(deps));
