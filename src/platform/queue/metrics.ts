import type { QueueName } from './config.ts';

export type JobCounts = { waiting: number; active: number; delayed: number; isPaused: boolean };

/** Prometheus text. */
export function describeCounts(all: readonly { name: QueueName; counts: JobCounts }[]): string {
  const states = ['waiting', 'active', 'delayed'] as const;
  return [
    '# HELP jackdraw_queue_jobs Jobs in a queue, by state.',
    '# TYPE jackdraw_queue_jobs gauge',
    ...all.flatMap(({ name, counts }) =>
      states.map(
        (state) => `jackdraw_queue_jobs{queue="${name}",state="${state}"} ${counts[state]}`,
      ),
    ),
    '# HELP jackdraw_queue_paused 1 while a queue is paused.',
    '# TYPE jackdraw_queue_paused gauge',
    ...all.map(
      ({ name, counts }) => `jackdraw_queue_paused{queue="${name}"} ${Number(counts.isPaused)}`,
    ),
    '',
  ].join('\n');
}
