// What goes: a person with /delete_me, in one transaction over all rooms, and every day what is too old. What
// bookkeeping must keep stays without a name. Must never happen: a room that remembers while another has forgotten.
import type { Db, Tx } from '#platform/db';
import { handle } from '#platform/queue';
import { type Cleaned, type CleanupDeps, cleanup } from './cleanup.ts';
import { cleanupJobs } from './jobs.ts';

export type { Cleaned, Cleanup } from './cleanup.ts';
export const accountJobs = [cleanupJobs.job];
export const accountSchedules = [cleanupJobs.schedule];

/** A room's own way to forget: all of the person's rows, or all that is personal in them. */
export type Forget = (tx: Tx, userId: string) => Promise<void>;

export interface AccountDeps extends CleanupDeps {
  db: Db;
  /** In an order that foreign keys allow; users comes last. */
  forgets: readonly Forget[];
  /** What this process still remembers of the person goes after the commit. */
  drops?: readonly ((userId: string) => void)[];
}

export type Account = ReturnType<typeof createAccount>;

export function createAccount(deps: AccountDeps) {
  const clean = (options?: { dryRun?: boolean }): Promise<Cleaned> => cleanup(deps, options);
  return {
    /** Once or twice, the result is the same. */
    forget: async (userId: string): Promise<void> => {
      await deps.db.transaction(async (tx) => {
        for (const forget of deps.forgets) await forget(tx, userId);
      });
      for (const drop of deps.drops ?? []) drop(userId);
    },
    cleanup: clean,
    handlers: [handle(cleanupJobs.job, async () => void (await clean()))],
  };
}
