import type { Clock } from '#kernel';
import type { Db } from './db.ts';
import { DbStartError } from './start-error.ts';

/** The database belongs to the first bot that starts on it: another would answer that one's users and spend their money. */
export async function claimInstallation(
  deps: { db: Db; clock: Clock },
  botId: string,
): Promise<void> {
  const { $client: pool } = deps.db;
  await pool.query(
    'insert into installation (bot_id, created_at) values ($1, $2) on conflict do nothing',
    [botId, deps.clock.now()],
  );
  const { rows } = await pool.query<{ bot_id: string }>('select bot_id from installation');
  const owner = rows[0]?.bot_id;
  if (owner === botId) return;
  throw new DbStartError(
    'other_bot',
    `This database belongs to ${nameOf(owner)}, and this start is for ${nameOf(botId)}. ` +
      'Go back to the former BOT_TOKEN, or give this bot a database of its own (DATABASE_URL, or another DATA_DIR).',
  );
}

const nameOf = (botId: string | undefined): string =>
  botId === 'sandbox' ? 'the sandbox bot (no BOT_TOKEN)' : `bot ${botId}`;
