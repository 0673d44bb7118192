import { type Credits, creditsOf } from '#kernel';
import type { Ledger } from '#modules/ledger';
import type { Db } from '#platform/db';

export interface WelcomeDeps {
  db: Db;
  ledger: Pick<Ledger, 'welcome'>;
}

/** Credits for somebody new; zero for everybody who had them. The ledger gives them once, whatever is remembered here. */
export function createWelcome({ db, ledger }: WelcomeDeps) {
  const welcomed = new Set<string>();
  return async (user: { id: string; telegramId: number | undefined }): Promise<Credits> => {
    const { id: userId, telegramId } = user;
    if (telegramId === undefined || welcomed.has(userId)) return creditsOf(0n);
    const { isNew, amount } = await db.transaction((tx) =>
      ledger.welcome(tx, { userId, telegramId }),
    );
    if (welcomed.size >= mostRemembered) welcomed.clear();
    welcomed.add(userId);
    return isNew ? amount : creditsOf(0n);
  };
}

const mostRemembered = 10_000;
