import type { Db } from './db.ts';
import { installation } from './schema/installation/index.ts';
import { DbStartError } from './start-error.ts';

export interface Claim {
  /** The bot's number, or `sandbox`. */
  botId: string;
  now: Date;
}

/** Written at the first start. Numbers of messages, files and updates mean nothing to another bot. */
export async function claimDatabase(db: Db, { botId, now }: Claim): Promise<void> {
  await db.insert(installation).values({ botId, createdAt: now }).onConflictDoNothing();
  const [owner] = await db.select().from(installation);
  if (owner?.botId === botId) return;
  throw new DbStartError(
    'other_bot',
    `This database belongs to ${nameOf(owner?.botId ?? 'nobody')}, not to ${nameOf(botId)}. Give each bot its own: ` +
      'another DATABASE_URL, or, for the embedded database, another DATA_DIR; or start with the former BOT_TOKEN.',
  );
}

const nameOf = (botId: string) => (botId === 'sandbox' ? 'the sandbox bot' : `bot ${botId}`);
