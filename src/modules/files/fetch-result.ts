import { AppError, isAppError } from '#kernel';
import type { Downloaded } from '#platform/net';
import { tidyName } from './add-input.ts';
import { nameIn } from './add-link.ts';
import type { FilesDeps } from './deps.ts';
import type { FetchMeans } from './fetch-means.ts';
import { type StoredFile, toFile } from './file.ts';
import { type MediaFacts, readMedia } from './media/index.ts';
import type { Draft } from './storage/storage.ts';
import type { FileRow, StoredFacts } from './store/files.ts';

/** Longer than any model makes; what is bigger is a mistake or malice. */
const mostResultBytes = 1024 * 1024 * 1024;

type FetchDeps = FilesDeps & FetchMeans;

/**
 * Fetched once, however often and by how many at once it is asked. What throws may be asked again later, except
 * `gone` (the provider has it no more, or it was cleaned up) and `not_found`.
 */
export async function fetchResult(deps: FetchDeps, fileId: string): Promise<StoredFile> {
  const wanted = await deps.read(fileId);
  if (!wanted) throw new AppError('not_found', { fileId });
  const { row, cover } = wanted;
  if (row.state === 'gone') throw new AppError('gone', { fileId });
  const stored = row.state === 'stored' ? row : await bring(deps, row);
  if (cover) await bringCover(deps, cover);
  return toFile(stored);
}

/** The bytes of a result are lost here, but the provider may have them yet. */
export async function fetchAgain(deps: FetchDeps, row: FileRow): Promise<StoredFile> {
  return toFile(await bring(deps, row));
}

async function bring(deps: FetchDeps, row: FileRow): Promise<FileRow> {
  const { bytes, mimeType, cancel } = await ask(deps, row);
  const draft = await deps.storage.draft(bytes, { maxBytes: mostResultBytes }).finally(cancel);
  try {
    if (draft.sizeBytes === 0) throw new AppError('unavailable', { reason: 'an empty result' });
    const facts = await readMedia(draft);
    if (!facts) checkForeign(row, mimeType);
    return await deps.keep({ id: row.id, draft, facts: told(row, { draft, facts, mimeType }) });
  } finally {
    await draft.drop();
  }
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

function told(
  row: FileRow,
  got: { draft: Draft; facts: MediaFacts | undefined; mimeType: string | undefined },
): Omit<StoredFacts, 'id'> {
  const { facts, draft } = got;
  const name = tidyName(nameIn(row.sourceUrl ?? ''));
  return {
    kind: facts?.kind ?? row.kind,
    mimeType: facts?.mimeType ?? got.mimeType ?? 'application/octet-stream',
    sizeBytes: draft.sizeBytes,
    width: facts?.width,
    height: facts?.height,
    seconds: facts?.seconds ?? row.seconds ?? undefined,
    fileName: name ?? (facts ? `${row.id}.${facts.extension}` : row.id),
  };
}

/** A cover is nice to have: without it the result is as good. */
async function bringCover(deps: FetchDeps, cover: FileRow): Promise<void> {
  try {
    await bring(deps, cover);
  } catch (err) {
    if (!isAppError(err)) throw err;
    deps.log.warn({ err, fileId: cover.id }, 'a cover could not be fetched');
  }
}
