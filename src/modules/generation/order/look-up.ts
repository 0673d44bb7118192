import { AppError } from '#kernel';
import {
  type ChatCounts,
  countAhead,
  countBatch,
  countOfChats,
  findBatch,
  findByNumber,
  findGeneration,
  findNextAttempt,
  findSameRow,
  type ListQuery,
  listGenerations,
  listOfBatch,
  type Place,
} from '#modules/generation/store';
import type { Db } from '#platform/db';
import { type Batch, type BatchProgress, toBatch, toProgress } from '../batch.ts';
import { type Generation, toGeneration } from '../generation.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Order } from './order.ts';

export interface GenerationsPage {
  /** Newest first. */
  generations: Generation[];
  /** Ask with `before` for what is older; undefined at the end. */
  next: number | undefined;
}

export interface BatchView {
  batch: Batch;
  progress: BatchProgress;
  /** In the order in which they were confirmed. */
  generations: Generation[];
}

type ById = { userId: string; generationId: string };

const pageSize = 20;
const mostOnPage = 100;

/** Everything here is somebody's: without the owner's id nothing is found. */
export function createLookUp({ db }: { db: Db }) {
  const find = async ({ userId, generationId }: ById): Promise<Generation | undefined> => {
    const row = await findGeneration(db, { id: generationId, userId });
    return row && toGeneration(row);
  };

  return {
    find,
    get: async (by: ById): Promise<Generation> => {
      const found = await find(by);
      if (!found) throw new AppError('not_found', { generationId: by.generationId });
      return found;
    },
    getByNumber: async (by: { userId: string; number: number }): Promise<Generation> => {
      const row = await findByNumber(db, by);
      if (!row) throw new AppError('not_found', { number: by.number });
      return toGeneration(row);
    },
    list: async (
      query: Omit<ListQuery, 'limit'> & { limit?: number | undefined },
    ): Promise<GenerationsPage> => {
      const { limit = pageSize } = query;
      if (!Number.isInteger(limit) || limit < 1 || limit > mostOnPage)
        throw new AppError('bad_request', { limit });
      const rows = await listGenerations(db, { ...query, limit: limit + 1 });
      const generations = rows.slice(0, limit).map(toGeneration);
      return {
        generations,
        next: rows.length > limit ? generations.at(-1)?.number : undefined,
      };
    },
    batch: async ({ userId, batchId }: { userId: string; batchId: string }): Promise<BatchView> => {
      const row = await findBatch(db, { userId, id: batchId });
      if (!row) throw new AppError('not_found', { batchId });
      const [counts, rows] = await Promise.all([
        countBatch(db, batchId),
        listOfBatch(db, { batchId }),
      ]);
      return {
        batch: toBatch(row),
        progress: toProgress(counts),
        generations: rows.map(toGeneration),
      };
    },
    countOfChats: (chatIds: readonly string[]): Promise<Map<string, ChatCounts>> =>
      countOfChats(db, chatIds),
    /** When it is tried again, while it waits for that after a refused or failed attempt. */
    nextAttemptAt: (by: ById): Promise<Date | undefined> => findNextAttempt(db, by),
    /** The newest result this person has of exactly this order. */
    findSame: async ({
      userId,
      ...order
    }: { userId: string } & Pick<Order, 'modelId' | 'input'>): Promise<Generation | undefined> => {
      const row = await findSameRow(db, { userId, fingerprint: fingerprintOf(order) });
      return row && toGeneration(row);
    },
    /** How many go before it, were nothing to change. Undefined when it does not wait any more. */
    position: (generationId: string): Promise<Place | undefined> => countAhead(db, generationId),
  };
}
