import type { FilesDeps } from './deps.ts';
import { daysAfter } from './moments.ts';
import {
  countExpired,
  countForgotten,
  deleteForgotten,
  expireFiles,
  keptOf,
} from './store/files.ts';

export type FilesCleaned = {
  /** Bytes that were kept long enough; their rows stay for a while. */
  expired: number;
  /** Rows whose bytes went long ago. */
  rows: number;
  /** Bytes without a row: what a kill between the two leaves. */
  orphans: number;
  /** Half files that nobody writes any more. */
  drafts: number;
};

const rowsAtOnce = 500;
// Whatever is being written or about to be committed is younger.
const quietDays = 0.25;

/** Row first, bytes second: a kill between them leaves bytes that the next run finds, never a row without bytes. */
export async function cleanup(
  deps: FilesDeps,
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<FilesCleaned> {
  const now = deps.clock.now();
  const before = daysAfter(now, -deps.rowDays);
  const expired = dryRun ? await countExpired(deps.db, now) : await expire(deps, now);
  const rows = dryRun ? await countForgotten(deps.db, before) : await forgetRows(deps, before);
  return {
    expired,
    rows,
    orphans: await sweepOrphans(deps, { dryRun }),
    drafts: await sweepDrafts(deps, { dryRun }),
  };
}

async function expire({ db, storage }: FilesDeps, now: Date): Promise<number> {
  let count = 0;
  for (;;) {
    const ids = await expireFiles(db, { now, limit: rowsAtOnce });
    for (const id of ids) await storage.remove(id);
    count += ids.length;
    if (ids.length === 0) return count;
  }
}

async function forgetRows({ db }: FilesDeps, before: Date): Promise<number> {
  let count = 0;
  for (;;) {
    const deleted = await deleteForgotten(db, { before, limit: rowsAtOnce });
    count += deleted;
    if (deleted === 0) return count;
  }
}

async function sweepOrphans(deps: FilesDeps, { dryRun }: { dryRun: boolean }): Promise<number> {
  const quiet = daysAfter(deps.clock.now(), -quietDays);
  let count = 0;
  let batch: string[] = [];
  const sweep = async () => {
    const kept = await keptOf(deps.db, batch);
    const orphans = batch.filter((id) => !kept.has(id));
    if (!dryRun) for (const id of orphans) await deps.storage.remove(id);
    count += orphans.length;
    batch = [];
  };
  for await (const { id, changedAt } of deps.storage.list()) {
    if (changedAt < quiet) batch.push(id);
    if (batch.length === rowsAtOnce) await sweep();
  }
  if (batch.length > 0) await sweep();
  return count;
}

async function sweepDrafts(deps: FilesDeps, { dryRun }: { dryRun: boolean }): Promise<number> {
  const names = await deps.storage.listDrafts(daysAfter(deps.clock.now(), -quietDays));
  if (!dryRun) for (const name of names) await deps.storage.removeDraft(name);
  return names.length;
}
