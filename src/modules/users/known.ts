import type { Clock } from '#kernel';
import type { UserRow } from './store.ts';

// Long enough to spare the database a busy chat, short enough that a change made by another process shows soon.
const freshMs = 30_000;
const mostEntries = 10_000;

export interface Known {
  find(telegramId: number): UserRow | undefined;
  keep(row: UserRow): void;
  dropTelegram(telegramId: number): void;
  drop(userId: string): void;
}

/** Rows read a moment ago. Whatever this process writes itself is dropped or replaced here. */
export function createKnown(clock: Clock): Known {
  const rows = new Map<number, { row: UserRow; at: number }>();
  const ids = new Map<string, number>();
  const dropTelegram = (telegramId: number) => {
    const entry = rows.get(telegramId);
    if (entry) ids.delete(entry.row.id);
    rows.delete(telegramId);
  };
  return {
    find: (telegramId) => {
      const entry = rows.get(telegramId);
      if (!entry) return undefined;
      if (clock.now().getTime() - entry.at < freshMs) return entry.row;
      dropTelegram(telegramId);
      return undefined;
    },
    keep: (row) => {
      if (row.telegramId === null) return;
      dropTelegram(row.telegramId);
      const [oldest] = rows.size >= mostEntries ? rows.keys() : [];
      if (oldest !== undefined) dropTelegram(oldest);
      rows.set(row.telegramId, { row, at: clock.now().getTime() });
      ids.set(row.id, row.telegramId);
    },
    dropTelegram,
    drop: (userId) => {
      const telegramId = ids.get(userId);
      if (telegramId !== undefined) dropTelegram(telegramId);
    },
  };
}
