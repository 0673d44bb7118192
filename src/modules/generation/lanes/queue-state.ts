import { countAdmitted, countLine, findCapacity } from '#modules/generation/store';
import type { Db } from '#platform/db';

export interface QueueState {
  isPaused: boolean;
  /** How many may be in work at once, over the whole installation. */
  cap: number;
  inWork: number;
  waiting: number;
  /** How many people the waiting ones belong to. */
  people: number;
}

export async function queueState(db: Db): Promise<QueueState> {
  const [row, inWork, line] = await Promise.all([
    findCapacity(db),
    countAdmitted(db),
    countLine(db),
  ]);
  return { isPaused: row?.isPaused ?? false, cap: row?.cap ?? 0, inWork, ...line };
}
