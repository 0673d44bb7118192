import type { Clock } from '#kernel';
import type { Catalogue, Json } from '#modules/catalogue';
import type { Files } from '#modules/files';
import type { Db } from '#platform/db';
import type { Log } from '#platform/log';

export interface Order {
  modelId: string;
  input: Record<string, Json>;
  /** Lengths of the media in the input, by their addresses. */
  seconds: Record<string, number>;
}

/** What the studio needs of the room that makes things: the same key twice is one order. */
export interface Orders {
  confirm(input: { userId: string; clientKey: string; order: Order }): Promise<{
    id: string;
    number: number;
  }>;
}

export interface StudioDeps {
  db: Db;
  clock: Clock;
  log: Log;
  catalogue: Catalogue;
  files: Pick<Files, 'find' | 'addLink'>;
  generation: Orders;
  /** How long a form that nobody goes on with is kept. */
  draftDays?: number;
}
