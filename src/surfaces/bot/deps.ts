import type { Clock, Credits } from '#kernel';
import type { Account } from '#modules/account';
import type { Catalogue } from '#modules/catalogue';
import type { Files, StoredFile } from '#modules/files';
import type { Generations } from '#modules/generation';
import type { Ledger } from '#modules/ledger';
import type { Notifications } from '#modules/notifications';
import type { Studio } from '#modules/studio';
import type { User, Users } from '#modules/users';
import type { Inbox } from '#platform/inbox';
import type { Kv } from '#platform/kv';
import type { Seat, SeatDeps } from '#platform/lock';
import type { Log, wideLine } from '#platform/log';
import type { Outgoing } from '#platform/net';
import type { SettingsFinding } from '#platform/security';
import type { LotteryDeps } from '#surfaces/bot/features/lottery';
import type { KeptDays } from '#surfaces/bot/features/privacy';

export interface BotDeps {
  appName: string;
  token: string;
  apiRoot: string;
  mode: 'polling' | 'webhook';
  /** Where Telegram brings updates in webhook mode, and the word it proves itself with. */
  webhook?: { url: string; secret: string } | undefined;
  /** Updates one person may send in 10 s; 0 = as many as they like. */
  userUpdatesPer10s: number;
  log: Log;
  wideLine: Pick<typeof wideLine, 'update' | 'failure'>;
  clock: Clock;
  telegram: Pick<Outgoing, 'call'>;
  inbox: Inbox;
  kv: Kv;
  seat: (on: Pick<SeatDeps, 'onGain' | 'onLose'>) => Seat;
  /** The database went away or two transactions met: the same call will succeed in a moment. */
  isPassing: (error: unknown) => boolean;
  users: Users;
  catalogue: Catalogue;
  studio: Studio;
  files: Files;
  ledger: Pick<Ledger, 'balance' | 'statement'>;
  generation: Generations;
  notifications: Notifications;
  /** Messages a second that Telegram takes in all. */
  sendPerSecond: number;
  /** Messages a second that one chat takes. */
  sendPerSecondInChat: number;
  /** Where a file too big for Telegram can be had; undefined: nowhere outside. */
  linkTo: (file: StoredFile) => string | undefined;
  /** Shows prices in roubles too. */
  roublesPerCredit: string | undefined;
  /** Credits for somebody new; zero for everybody else. */
  welcome: (user: User) => Promise<Credits>;
  account: Account;
  lottery: Omit<LotteryDeps, 'openHome'>;
  /** How long what is kept about people. */
  retention: KeptDays;
  adminIds: readonly number[];
  checkSecurity: () => readonly SettingsFinding[];
}
