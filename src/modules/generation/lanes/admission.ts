import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#kernel';
import { type Claim, claimTurns, countAdmitted, lockCapacity } from '#modules/generation/store';
import type { Db, Tx } from '#platform/db';
import type { Log } from '#platform/log';

export interface AdmissionDeps {
  db: Db;
  clock: Clock;
  log: Log;
  /** Rings the bell of an admitted generation. What is lost here the sweeper finds. */
  push: (generationId: string) => Promise<void>;
}

export type Admission = ReturnType<typeof createAdmission>;

// One transaction holds the capacity row: the others wait no longer than this many turns take.
const mostAtOnce = 50;
// Where several come at a time, the places that become free meanwhile are filled together.
const crowdMs = 20;

export function createAdmission(deps: AdmissionDeps) {
  const running: { isWanted: boolean; work?: Promise<void> | undefined } = { isWanted: false };

  /** Fills the free places, fairly. The ids of those who got one. */
  const admit = async (): Promise<string[]> => {
    const ids: string[] = [];
    for (;;) {
      const { admitted, isFull } = await deps.db.transaction((tx) => claim(deps, tx));
      await Promise.all(admitted.map((id) => pushed(deps, id)));
      ids.push(...admitted);
      if (isFull || admitted.length === 0) return ids;
    }
  };
  const work = async (): Promise<void> => {
    while (running.isWanted) {
      running.isWanted = false;
      try {
        const { length } = await admit();
        if (length > 1) await sleep(crowdMs);
      } catch (err) {
        deps.log.warn({ err }, 'nobody could be admitted; the next tick will');
      }
    }
    running.work = undefined;
  };

  return {
    admit,
    /** Something changed: somebody may go next. Rings that come while one is answered are one. */
    ring: (): void => {
      running.isWanted = true;
      running.work ??= work();
    },
    /** Nothing that was rung for is left to do. */
    idle: async (): Promise<void> => {
      while (running.work !== undefined) await running.work;
    },
  };
}

async function claim(
  { clock }: AdmissionDeps,
  tx: Tx,
): Promise<{ admitted: string[]; isFull: boolean }> {
  const row = await lockCapacity(tx);
  if (!row || row.isPaused) return { admitted: [], isFull: true };
  const free = row.cap - (await countAdmitted(tx));
  const admitted: string[] = [];
  const except = new Set<string>();
  while (admitted.length < Math.min(free, mostAtOnce)) {
    const places = Math.min(free, mostAtOnce) - admitted.length;
    const claims: Claim[] = await claimTurns(tx, { places, except: [...except], at: clock.now() });
    if (claims.length === 0) return { admitted, isFull: true };
    for (const { id, userId } of claims)
      if (id === undefined) except.add(userId);
      else admitted.push(id);
  }
  return { admitted, isFull: admitted.length === free };
}

async function pushed({ push, log }: AdmissionDeps, generationId: string): Promise<void> {
  try {
    await push(generationId);
  } catch (err) {
    log.warn({ generationId, err }, 'the queue was not told of an admitted generation');
  }
}
