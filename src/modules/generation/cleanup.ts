import type { Clock } from '#kernel';
import type { Db } from '#platform/db';
import { countOld, type Emptied, emptyOld } from './store/index.ts';

export interface CleanupDeps {
  db: Db;
  clock: Clock;
  /** How long the words of an ended order are kept. */
  rowDays: number;
}

const dayMs = 24 * 60 * 60_000;
const atOnce = 500;

/** What was ordered long ago loses its words; that it was, and what it cost, stays. */
export async function cleanup(
  { db, clock, rowDays }: CleanupDeps,
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<{ generations: number; submissions: number }> {
  const before = new Date(clock.now().getTime() - rowDays * dayMs);
  if (dryRun) {
    const { orders, calls } = await countOld(db, before);
    return { generations: orders, submissions: calls };
  }
  const done = { generations: 0, submissions: 0 };
  for (let after: number | undefined = 0; after !== undefined; ) {
    const emptied: Emptied = await emptyOld(db, { before, after, limit: atOnce });
    done.generations += emptied.orders;
    done.submissions += emptied.calls;
    after = emptied.next;
  }
  return done;
}
