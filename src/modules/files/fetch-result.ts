import { AppError, isAppError } from '#kernel';
import type { Downloaded } from '#platform/net';
import { tidyName } from './add-input.ts';
import { nameIn } from './add-link.ts';
import type { FilesDeps } from './deps.ts';
import { type StoredFile, toFile } from './file.ts';
import { type MediaFacts, readMedia } from './media/index.ts';
import { daysAfter } from './moments.ts';
import type { Draft } from './storage/storage.ts';
import {
  type FileChange,
  type FileRow,
  findFileRow,
  lockFileRow,
  readOfGeneration,
  updateFile,
} from './store/files.ts';

/** Longer than any model makes; what is bigger is a mistake or malice. */
const mostResultBytes = 1024 * 1024 * 1024;

/**
 * Fetched once, however often and by how many at once it is asked. What throws may be asked again later, except
 * `gone` (the provider has it no more, or it was cleaned up) and `not_found`.
 */
export async function fetchResult(deps: FilesDeps, fileId: string): Promise<StoredFile> {
  const row = await findFileRow(deps.db, fileId);
  if (!row) throw new AppError('not_found', { fileId });
  if (row.state === 'gone') throw new AppError('gone', { fileId });
  const stored = row.state === 'stored' ? row : await bring(deps, row);
  if (row.role === 'result') await bringPreview(deps, row);
  return toFile(stored);
}

/** The bytes of a result are lost here, but the provider may have them yet. */
export async function fetchAgain(deps: FilesDeps, row: FileRow): Promise<StoredFile> {
  return toFile(await bring(deps, row));
}

async function bring(deps: FilesDeps, row: FileRow): Promise<FileRow> {
  const { bytes, mimeType, cancel } = await ask(deps, row);
  const draft = await deps.storage.draft(bytes, { maxBytes: mostResultBytes }).finally(cancel);
  try {
    if (draft.sizeBytes === 0) throw new AppError('unavailable', { reason: 'an empty result' });
    const facts = await readMedia(draft);
    if (!facts) checkForeign(row, mimeType);
    return await keep(deps, { row, draft, change: toChange(row, { draft, facts, mimeType }) });
  } finally {
    await draft.drop();
  }
}

/** Under the row's lock: of two who brought it, one keeps, the other finds it kept. */
const keep = (
  deps: FilesDeps,
  { row: { id }, draft, change }: { row: FileRow; draft: Draft; change: FileChange },
): Promise<FileRow> =>
  deps.db.transaction(async (tx) => {
    const current = await lockFileRow(tx, id);
    if (!current) throw new AppError('not_found', { fileId: id });
    if (current.state === 'gone') throw new AppError('gone', { fileId: id });
    if (current.state === 'stored' && (await isWhole(deps, current))) return current;
    const now = deps.clock.now();
    const changed = await updateFile(tx, id, {
      ...change,
      state: 'stored',
      storedAt: now,
      expiresAt: daysAfter(now, deps.retentionDays),
    });
    if (!changed) throw new AppError('not_found', { fileId: id });
    // Killed after this and before the commit, the next fetch writes over it.
    await draft.keep(id);
    const { userId, generationId, kind, sizeBytes } = changed;
    deps.log.info({ userId, generationId, fileId: id, kind, sizeBytes }, 'result stored');
    return changed;
  });

async function isWhole({ storage }: FilesDeps, { id }: FileRow): Promise<boolean> {
  const opened = await storage.open(id);
  opened?.stream.destroy();
  return opened !== undefined;
}

async function ask(deps: FilesDeps, { id, sourceUrl }: FileRow): Promise<Downloaded> {
  if (sourceUrl === null) throw new AppError('gone', { fileId: id });
  const wanted = { maxBytes: mostResultBytes, timeoutMs: 10 * 60_000 };
  try {
    return await deps.fetchResult({ ...wanted, url: sourceUrl });
  } catch (error) {
    const isRefused = isAppError(error, 'gone') || isAppError(error, 'upstream_rejected');
    if (!isRefused || !deps.renewLink) throw error;
    return await deps.fetchResult({ ...wanted, url: await deps.renewLink(sourceUrl) });
  }
}

/** An address that answers with a page of excuses has not given the picture; a format we do not read is one. */
function checkForeign({ kind }: FileRow, mimeType: string | undefined): void {
  if (kind === 'file' || mimeType?.startsWith(`${kind}/`)) return;
  throw new AppError('unavailable', { reason: 'not what was made', kind, mimeType });
}

function toChange(
  row: FileRow,
  got: { draft: Draft; facts: MediaFacts | undefined; mimeType: string | undefined },
): FileChange {
  const { facts, draft } = got;
  const name = tidyName(nameIn(row.sourceUrl ?? ''));
  return {
    kind: facts?.kind ?? row.kind,
    mimeType: facts?.mimeType ?? got.mimeType ?? 'application/octet-stream',
    sizeBytes: draft.sizeBytes,
    width: facts?.width,
    height: facts?.height,
    seconds: facts?.seconds ?? row.seconds,
    fileName: name ?? (facts ? `${row.id}.${facts.extension}` : row.id),
  };
}

/** A cover is nice to have: without it the result is as good. */
async function bringPreview(deps: FilesDeps, { generationId, position }: FileRow): Promise<void> {
  if (generationId === null) return;
  const previews = await readOfGeneration(deps.db, { generationId, role: 'preview' });
  const own = previews.find((one) => one.position === position && one.state === 'expected');
  if (!own) return;
  try {
    await bring(deps, own);
  } catch (err) {
    if (!isAppError(err)) throw err;
    deps.log.warn({ err, fileId: own.id }, 'a cover could not be fetched');
  }
}
