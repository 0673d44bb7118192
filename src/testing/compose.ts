import type { ManualClock } from '#kernel';
import { createAccount } from '#modules/account';
import { createUsers } from '#modules/users';
import { isDbConflict, isDbGone } from '#platform/db';
import { createInbox } from '#platform/inbox';
import { createKv } from '#platform/kv';
import { createSeat } from '#platform/lock';
import { type Log, wideLine } from '#platform/log';
import { createOutgoing } from '#platform/net';
import { createBot } from '#surfaces/bot';
import type { TestDatabase } from './database.ts';

export interface ComposeDeps {
  database: TestDatabase;
  clock: ManualClock;
  log: Log;
  apiRoot: string;
  token: string;
  mode?: 'polling' | 'webhook';
  userUpdatesPer10s?: number;
  adminIds?: readonly number[];
}

export function compose(deps: ComposeDeps) {
  const { db, url } = deps.database;
  const { clock, log } = deps;
  const inbox = createInbox({ db, clock, log });
  const kv = createKv({ db, clock });
  const users = createUsers({ db, clock, adminIds: deps.adminIds ?? [] });
  const account = createAccount({ db, forgets: [users.forget], drops: [users.drop] });
  const telegram = createOutgoing({ log, service: 'telegram', routine: ['getUpdates'] });
  const bot = createBot({
    appName: 'Jackdraw',
    token: deps.token,
    apiRoot: deps.apiRoot,
    mode: deps.mode ?? 'polling',
    userUpdatesPer10s: deps.userUpdatesPer10s,
    log,
    wideLine,
    clock,
    telegram,
    inbox,
    kv,
    seat: (on) => createSeat({ url, key: 'bot', log, clock, ...on }),
    isPassing: (error) => isDbGone(error) || isDbConflict(error),
    users,
    account,
  });
  return {
    inbox,
    kv,
    users,
    account,
    bot,
    start: bot.start,
    stop: async () => {
      await bot.stop();
      telegram.stop();
    },
  };
}
