import type { Clock } from '#kernel';
import type { Db } from '#platform/db';
import type { Log } from '#platform/log';
import type { Download } from '#platform/net';
import type { FileStorage } from './storage/storage.ts';

export interface FilesDeps {
  db: Db;
  clock: Clock;
  log: Log;
  storage: FileStorage;
  /** For links that people give: public addresses only. */
  fetchLink: Download;
  /** For what the provider made. */
  fetchResult: Download;
  /** Of a result that its address no longer gives: another address for a while. */
  renewLink?: ((url: string) => Promise<string>) | undefined;
  /** How long bytes stay on disk. */
  retentionDays: number;
  /** How long the row stays after that. */
  rowDays: number;
}
