import type { Clock, Credits } from '#kernel';
import type { Db } from '#platform/db';
import type { Log } from '#platform/log';

export interface LedgerDeps {
  db: Db;
  clock: Clock;
  log: Log;
  /** Keys the HMAC by which a welcomed person is known again. */
  secretKey: string;
  welcomeCredits: Credits;
}
