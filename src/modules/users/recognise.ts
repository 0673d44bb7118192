import { AppError, newId } from '#kernel';
import type { UsersDeps } from './index.ts';
import type { Known } from './known.ts';
import {
  findUserRow,
  insertUserRow,
  type UserChange,
  type UserRow,
  updateUserRow,
} from './store.ts';

export interface Introduction {
  telegramId: number;
  languageCode?: string | undefined;
  firstName?: string | undefined;
}

// Seen is for statistics by day: an hour is fine enough and spares a write per update.
const seenEveryMs = 60 * 60 * 1000;

/** The person behind a Telegram id, met now if never before. Costs nothing for somebody known. */
export async function recognise(
  deps: UsersDeps & { known: Known },
  introduction: Introduction,
): Promise<UserRow> {
  const row =
    deps.known.find(introduction.telegramId) ??
    (await findUserRow(deps.db, { telegramId: introduction.telegramId })) ??
    (await meet(deps, introduction));
  const change = changeOf(row, introduction, deps.clock.now());
  const current = change ? ((await updateUserRow(deps.db, row.id, change)) ?? row) : row;
  if (current !== row || deps.known.find(introduction.telegramId) === undefined)
    deps.known.keep(current);
  return current;
}

async function meet(deps: UsersDeps, introduction: Introduction): Promise<UserRow> {
  const now = deps.clock.now();
  const { telegramId } = introduction;
  const inserted = await insertUserRow(deps.db, {
    id: newId(now.getTime()),
    telegramId,
    firstName: introduction.firstName ?? null,
    languageCode: introduction.languageCode ?? null,
    isReachable: true,
    createdAt: now,
    seenAt: now,
  });
  const row = inserted ?? (await findUserRow(deps.db, { telegramId }));
  if (!row) throw new AppError('conflict', { telegramId });
  return row;
}

function changeOf(row: UserRow, introduction: Introduction, now: Date): UserChange | undefined {
  const firstName = introduction.firstName ?? null;
  const languageCode = introduction.languageCode ?? null;
  const isSame =
    row.firstName === firstName &&
    row.languageCode === languageCode &&
    row.isReachable &&
    now.getTime() - row.seenAt.getTime() < seenEveryMs;
  // Who writes to us can be written to.
  return isSame ? undefined : { firstName, languageCode, isReachable: true, seenAt: now };
}
