// Who is on the other side. A person has an id of our own; a Telegram id is optional and unique.
// Never here: anything of a person who asked to be forgotten.
import { AppError, type Clock, type Locale } from '#kernel';
import type { Db, Tx } from '#platform/db';
import { createKnown } from './known.ts';
import { type Introduction, recognise } from './recognise.ts';
import { findUserRow, setReachableRow, type UserChange, updateUserRow } from './store.ts';
import { toUser, type User } from './user.ts';

export type { Introduction } from './recognise.ts';
export type { User } from './user.ts';

export interface UsersDeps {
  db: Db;
  clock: Clock;
  adminIds: readonly number[];
}

export type Users = ReturnType<typeof createUsers>;

export function createUsers(deps: UsersDeps) {
  const known = createKnown(deps.clock);
  const adminIds = new Set(deps.adminIds);

  const change = async (userId: string, change: UserChange): Promise<User> => {
    const row = await updateUserRow(deps.db, userId, change);
    known.drop(userId);
    if (!row) throw new AppError('not_found', { userId });
    return toUser(row, adminIds);
  };
  const setReachable = async (telegramId: number, isReachable: boolean): Promise<void> => {
    await setReachableRow(deps.db, telegramId, isReachable);
    known.dropTelegram(telegramId);
  };

  return {
    recognise: async (introduction: Introduction): Promise<User> =>
      toUser(await recognise({ ...deps, known }, introduction), adminIds),

    findUser: async (by: { id: string } | { telegramId: number }): Promise<User | undefined> => {
      const row = await findUserRow(deps.db, by);
      return row && toUser(row, adminIds);
    },

    /** Undefined goes back to the language of Telegram. */
    setLocale: (userId: string, locale: Locale | undefined): Promise<User> =>
      change(userId, { locale: locale ?? null }),

    /** A stranger's id changes nothing. */
    markReachable: (telegramId: number): Promise<void> => setReachable(telegramId, true),
    markUnreachable: (telegramId: number): Promise<void> => setReachable(telegramId, false),

    /** Leaves an empty tombstone. After the commit, `drop` what this process still remembers. */
    forget: async (tx: Tx, userId: string): Promise<void> => {
      await updateUserRow(tx, userId, {
        telegramId: null,
        firstName: null,
        languageCode: null,
        locale: null,
        isReachable: false,
        forgottenAt: deps.clock.now(),
      });
      known.drop(userId);
    },
    drop: (userId: string): void => known.drop(userId),
  };
}
