import { AppError, type ErrorCode, isAppError } from '#kernel';
import { answer, current, type Form, type Json, type Path, type State } from '#modules/catalogue';
import { parseRef, refOf, type StoredFile } from '#modules/files';
import type { StudioDeps } from './deps.ts';
import { mediaTexts } from './moves.ts';

/** The files that an input names, each once. */
function refsIn(value: unknown, found = new Set<string>()): Set<string> {
  const id = parseRef(value);
  if (id !== undefined) found.add(id);
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) refsIn(one, found);
  return found;
}

export interface FilesInUse {
  files: readonly StoredFile[];
  /** Named in the input and kept no more. */
  missing: readonly string[];
}

export async function filesIn(
  { files }: Pick<StudioDeps, 'files'>,
  userId: string,
  value: Json | undefined,
): Promise<FilesInUse> {
  const ids = [...refsIn(value)];
  const found = await Promise.all(ids.map((fileId) => files.find({ userId, fileId })));
  return {
    files: found.filter((file) => file !== undefined),
    missing: ids.filter((_, i) => found[i] === undefined || found[i]?.state === 'gone'),
  };
}

export const secondsOf = (files: readonly StoredFile[]): Record<string, number> =>
  Object.fromEntries(
    files.flatMap((file) => (file.seconds === undefined ? [] : [[refOf(file), file.seconds]])),
  );

export type Fetched =
  | { ok: true; state: State }
  | { ok: false; path: Path; code: ErrorCode; details: Readonly<Record<string, unknown>> };

/** Links that people gave become files of ours: what is ordered must not depend on somebody's page. */
export async function fetchLinks(
  { files }: Pick<StudioDeps, 'files'>,
  form: Form,
  { userId, state }: { userId: string; state: State },
): Promise<Fetched> {
  let next = state;
  for (const { path, text } of mediaTexts(form, state)) {
    if (!/^https?:/i.test(text)) continue;
    try {
      const file = await files.addLink({ userId, url: text });
      const put = answer(form, next, path, {
        kind: 'file',
        url: refOf(file),
        media: file.kind,
        ...(file.mimeType !== undefined && { mimeType: file.mimeType }),
        ...(file.sizeBytes !== undefined && { sizeBytes: file.sizeBytes }),
      });
      if (!put.ok) return { ok: false, path, code: 'file_kind', details: { kind: file.kind } };
      next = { ...put.state, ...(next.at && { at: next.at }) };
    } catch (error) {
      if (!isAppError(error) || !linkCodes.has(error.code)) throw error;
      return { ok: false, path, code: error.code, details: error.details };
    }
  }
  return { ok: true, state: next };
}

const linkCodes = new Set<ErrorCode>([
  'file_kind',
  'file_link',
  'file_too_big',
  'file_unreadable',
  'gone',
  'rate_limited',
  'timeout',
  'unavailable',
  'upstream_rejected',
]);

export const inputOf = (form: Form, state: State): Json => current(form, state) ?? {};

/** A form whose root is no object cannot be ordered. */
export function asInput(value: Json): Record<string, Json> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { ...(value as Record<string, Json>) };
  throw new AppError('internal', { what: 'the input of a model is no object' });
}
