import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DbStartError } from '../start-error.ts';
import type { Place } from './place.ts';
import { readGuard, readPostmaster } from './processes.ts';

// A guard whose app just died needs a moment to hear of it, then at most 2.2 s to stop the server.
const noticeMs = 1_000;
const stoppingMs = 10_000;
const everyMs = 25;

/** Makes sure that nobody else runs this data: waits for a dying one, ends an orphan, refuses a living one. */
export async function claimData(place: Place): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    const guard = readGuard(place.home);
    const waitedMs = performance.now() - startedAt;
    if (!guard) break;
    if (waitedMs > (guard.state === 'running' ? noticeMs : stoppingMs)) throw alreadyRunning(place);
    await pause(everyMs);
  }
  await endOrphan(place);
  rmSync(join(place.clusterDir, 'postmaster.pid'), { force: true });
}

export function alreadyRunning(place: Place): DbStartError {
  return new DbStartError(
    'already_running',
    `Jackdraw already runs on this data (${place.home}). Stop the other one first (npm run status shows it), ` +
      'give this one another DATA_DIR, or share one PostgreSQL through DATABASE_URL.',
  );
}

/** A server without a guard: the guard was killed too. Nobody can be using it through us. */
async function endOrphan(place: Place): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    const server = readPostmaster(place.clusterDir);
    if (!server?.isAlive) return;
    const waitedMs = performance.now() - startedAt;
    if (waitedMs > stoppingMs) throw alreadyRunning(place);
    process.kill(server.pid, waitedMs < 2_000 ? 'SIGINT' : 'SIGQUIT');
    await pause(everyMs);
  }
}
