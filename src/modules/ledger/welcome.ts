import { createHmac } from 'node:crypto';
import { type Credits, creditsOf } from '#kernel';
import type { Tx } from '#platform/db';
import type { LedgerDeps } from './deps.ts';
import { grant } from './grant.ts';
import { none } from './moves.ts';
import { lockPurse } from './post.ts';
import { insertWelcome, listAct } from './store/transfers.ts';

export interface Welcomed {
  /** Zero for somebody who had the welcome under an account that is forgotten. */
  amount: Credits;
  isNew: boolean;
}

/** Once per person, also when the person was forgotten in between. */
export async function welcome(
  deps: Pick<LedgerDeps, 'clock' | 'log' | 'secretKey' | 'welcomeCredits'>,
  tx: Tx,
  { userId, telegramId }: { userId: string; telegramId: number },
): Promise<Welcomed> {
  const key = `welcome:${userId}`;
  await lockPurse(deps, tx, userId);
  const [before] = await listAct(tx, key);
  if (before) return { amount: creditsOf(before.amountMc), isNew: false };
  const amount = deps.welcomeCredits;
  if (amount === 0n) return { amount: none, isNew: false };
  const person = createHmac('sha256', deps.secretKey).update(`welcome:${telegramId}`).digest('hex');
  if (!(await insertWelcome(tx, { person, givenAt: deps.clock.now() })))
    return { amount: none, isNew: false };
  await grant(deps, tx, { userId, amount, reason: 'welcome', key });
  return { amount, isNew: true };
}
