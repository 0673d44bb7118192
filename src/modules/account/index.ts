// /delete_me: in one transaction every room forgets the person. What bookkeeping must keep stays without a name.
// Must never happen: a room that remembers while another has forgotten.
import type { Db, Tx } from '#platform/db';

/** A room's own way to forget: all of the person's rows, or all that is personal in them. */
export type Forget = (tx: Tx, userId: string) => Promise<void>;

export interface AccountDeps {
  db: Db;
  /** In an order that foreign keys allow; users comes last. */
  forgets: readonly Forget[];
  /** What this process still remembers of the person goes after the commit. */
  drops?: readonly ((userId: string) => void)[];
}

export type Account = ReturnType<typeof createAccount>;

export function createAccount(deps: AccountDeps) {
  return {
    /** Once or twice, the result is the same. */
    forget: async (userId: string): Promise<void> => {
      await deps.db.transaction(async (tx) => {
        for (const forget of deps.forgets) await forget(tx, userId);
      });
      for (const drop of deps.drops ?? []) drop(userId);
    },
  };
}
