import { claimDue, claimLost, type DueRow, recountLanes } from '#modules/generation/store';
import type { Job } from '#platform/queue';
import { fetchJob, lookJob, submitJob } from '../jobs.ts';
import type { RunDeps } from './deps.ts';
import { leaseMs } from './times.ts';

type TickDeps = Pick<RunDeps, 'db' | 'clock' | 'bells' | 'log' | 'admission'>;

const jobOf: Record<DueRow['bell'], Job<{ generationId: string }>> = {
  submit: submitJob,
  look: lookJob,
  fetch: fetchJob,
};
const most = 500;

/** Rings for every row whose time has come. */
export async function tick(deps: TickDeps): Promise<number> {
  const now = deps.clock.now();
  // Somebody may have rung at a moment when nobody could answer.
  deps.admission.ring();
  const leaseUntil = new Date(now.getTime() + leaseMs);
  let count = 0;
  for (;;) {
    const due = await claimDue(deps.db, { now, leaseUntil, limit: most });
    for (const { id, bell } of due) deps.bells.ring(jobOf[bell], id);
    await deps.bells.idle();
    count += due.length;
    if (due.length < most) return count;
  }
}

// A job that was pushed at admission has started or waits for its turn by then; ringing for it again changes nothing.
const lostMs = 60_000;

/** Finds what was lost on its way: a job, a callback, the moment when something ran out of time. */
export async function sweep(deps: TickDeps): Promise<number> {
  const now = deps.clock.now();
  const admittedBefore = new Date(now.getTime() - lostMs);
  const lost = await claimLost(deps.db, { now, admittedBefore, limit: most });
  if (lost.length > 0) deps.log.info({ found: lost.length }, 'generations were lost and found');
  const mended = await recountLanes(deps.db);
  if (mended.length > 0) deps.log.warn({ lanes: mended.length }, 'lanes were counted anew');
  return lost.length;
}
