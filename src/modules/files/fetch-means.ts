import { AppError } from '#kernel';
import { type Batch, createBatch, type Tx } from '#platform/db';
import type { FilesDeps } from './deps.ts';
import { daysAfter } from './moments.ts';
import type { Draft } from './storage/storage.ts';
import {
  type FileRow,
  lockFileRows,
  readWanted,
  type StoredFacts,
  storeFiles,
  type Wanted,
} from './store/files.ts';

export interface Kept {
  id: string;
  draft: Draft;
  facts: Omit<StoredFacts, 'id'>;
}

/** What is asked or written for many results at one moment goes together. */
export interface FetchMeans {
  read: Batch<string, Wanted | undefined>;
  keep: Batch<Kept, FileRow>;
}

const mostTogether = 50;
// Their bytes are synced while the rows are held.
const parallel = 2;
const crowdMs = 20;

export const createFetchMeans = (deps: FilesDeps): FetchMeans => ({
  read: createBatch({
    max: mostTogether,
    run: async (ids: string[]) => {
      const found = await readWanted(deps.db, ids);
      const wanted = new Map(found.map((one) => [one.row.id, one]));
      return ids.map((id) => wanted.get(id));
    },
  }),
  keep: createBatch({
    max: mostTogether,
    parallel,
    crowdMs,
    nameOf: ({ id }) => id,
    isApartWhenRefused: true,
    run: (all: Kept[]) => deps.db.transaction((tx) => keepAll(deps, tx, all)),
  }),
});

/** Under the rows' locks: of two who brought one, one keeps it, the other finds it kept. */
async function keepAll(deps: FilesDeps, tx: Tx, all: readonly Kept[]): Promise<FileRow[]> {
  const rows = await lockFileRows(
    tx,
    all.map(({ id }) => id),
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const isNews = await Promise.all(all.map(({ id }) => isWanted(deps, known.get(id), id)));
  const news = all.filter((_, at) => isNews[at]);
  const now = deps.clock.now();
  const stored = await storeFiles(tx, {
    files: news.map(({ id, facts }) => ({ id, ...facts })),
    storedAt: now,
    expiresAt: daysAfter(now, deps.retentionDays),
  });
  // Killed after this and before the commit, the next fetch writes over them.
  const kept = await Promise.allSettled(news.map(({ id, draft }) => draft.keep(id)));
  for (const one of kept) if (one.status === 'rejected') throw one.reason;
  for (const { userId, generationId, id, kind, sizeBytes } of stored)
    deps.log.info({ userId, generationId, fileId: id, kind, sizeBytes }, 'result stored');
  const current = new Map([...rows, ...stored].map((row) => [row.id, row]));
  return all.map(({ id }) => {
    const row = current.get(id);
    if (!row) throw new AppError('not_found', { fileId: id });
    return row;
  });
}

/** False: its bytes are here. */
async function isWanted(
  deps: FilesDeps,
  row: FileRow | undefined,
  fileId: string,
): Promise<boolean> {
  if (!row) throw new AppError('not_found', { fileId });
  if (row.state === 'gone') throw new AppError('gone', { fileId });
  return row.state !== 'stored' || !(await isWhole(deps, row));
}

async function isWhole({ storage }: FilesDeps, { id }: FileRow): Promise<boolean> {
  const opened = await storage.open(id);
  opened?.stream.destroy();
  return opened !== undefined;
}
