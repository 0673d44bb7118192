import { type Locale, toLocale } from '#kernel';
import { toLocaleChoice, type UserRow } from './store.ts';

export type Role = 'user' | 'admin';

export interface User {
  id: string;
  telegramId: number | undefined;
  firstName: string | undefined;
  /** The chosen language, else the one Telegram is set to. */
  locale: Locale;
  chosenLocale: Locale | undefined;
  role: Role;
  isReachable: boolean;
  isForgotten: boolean;
}

/** The role comes from the setting at every look: taking an admin off the list takes effect at the next start. */
export function toUser(row: UserRow, adminIds: ReadonlySet<number>): User {
  const chosenLocale = toLocaleChoice(row.locale);
  const telegramId = row.telegramId ?? undefined;
  return {
    id: row.id,
    telegramId,
    firstName: row.firstName ?? undefined,
    locale: chosenLocale ?? toLocale(row.languageCode ?? undefined),
    chosenLocale,
    role: telegramId !== undefined && adminIds.has(telegramId) ? 'admin' : 'user',
    isReachable: row.isReachable,
    isForgotten: row.forgottenAt !== null,
  };
}
