import type { Clock } from '#kernel';
import type { Catalogue, Json } from '#modules/catalogue';
import type { Files } from '#modules/files';
import type { BatchKind } from '#modules/generation';
import type { Db } from '#platform/db';
import type { Log } from '#platform/log';
import type { DraftRows } from './store/draft-rows.ts';

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
  confirmBatch(input: SeriesOrder): Promise<{
    batch: { id: string; number: number; size: number };
    /** In the order of the orders. */
    generations: readonly { id: string }[];
  }>;
}

/** Orders confirmed together: all of them or none. */
export interface SeriesOrder {
  userId: string;
  clientKey: string;
  kind: BatchKind;
  orders: readonly Order[];
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

/** What the verbs of drafts work with. */
export interface Desk extends StudioDeps {
  drafts: DraftRows;
}
