import type { Cleanup } from '#modules/account';
import type { Inbox } from '#platform/inbox';
import type { Kv } from '#platform/kv';

interface CleanupsDeps {
  rooms: Readonly<Record<string, { cleanup: Cleanup }>>;
  inbox: Pick<Inbox, 'purge' | 'countPurgeable'>;
  kv: Pick<Kv, 'sweep' | 'countExpired'>;
}

/** Every room's own way to let go of what is too old, and that of the platform's two stores. */
export const cleanupsOf = ({ rooms, inbox, kv }: CleanupsDeps): Record<string, Cleanup> => ({
  ...Object.fromEntries(Object.entries(rooms).map(([name, { cleanup }]) => [name, cleanup])),
  inbox: async ({ dryRun }) => ({
    updates: await (dryRun ? inbox.countPurgeable() : inbox.purge()),
  }),
  kv: async ({ dryRun }) => ({ sessions: await (dryRun ? kv.countExpired() : kv.sweep()) }),
});
