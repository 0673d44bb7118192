import { AppError, newId } from '#kernel';
import type { FilesDeps } from './deps.ts';
import { type StoredFile, type TelegramFile, toFile } from './file.ts';
import { readMedia } from './media/index.ts';
import { daysAfter } from './moments.ts';
import type { Bytes } from './storage/storage.ts';
import { insertFile } from './store/files.ts';

export interface InputGiven {
  userId: string;
  bytes: Bytes;
  fileName?: string | undefined;
  telegram?: TelegramFile | undefined;
  /** What Telegram says of it; the bytes are asked only where this is absent. */
  seconds?: number | undefined;
  width?: number | undefined;
  height?: number | undefined;
  /** The link it came by. */
  sourceUrl?: string | undefined;
  maxBytes?: number | undefined;
}

/** The provider takes no more from anybody. */
export const mostInputBytes = 100 * 1024 * 1024;

/** Throws file_kind (no picture, video or sound), file_unreadable (empty or broken), file_too_big, storage_full. */
export async function addInput(deps: FilesDeps, given: InputGiven): Promise<StoredFile> {
  const maxBytes = Math.min(given.maxBytes ?? mostInputBytes, mostInputBytes);
  const draft = await deps.storage.draft(given.bytes, { maxBytes });
  try {
    if (draft.sizeBytes === 0) throw new AppError('file_unreadable', { reason: 'empty' });
    const facts = await readMedia(draft);
    if (!facts) throw new AppError('file_kind');
    const now = deps.clock.now();
    const id = newId(now.getTime());
    const row = await deps.db.transaction(async (tx) => {
      const inserted = await insertFile(tx, {
        id,
        userId: given.userId,
        role: 'input',
        kind: facts.kind,
        state: 'stored',
        position: 0,
        sourceUrl: given.sourceUrl,
        mimeType: facts.mimeType,
        sizeBytes: draft.sizeBytes,
        width: given.width ?? facts.width,
        height: given.height ?? facts.height,
        seconds: given.seconds ?? facts.seconds,
        fileName: tidyName(given.fileName) ?? `${id}.${facts.extension}`,
        telegramFileId: given.telegram?.fileId,
        telegramUniqueId: given.telegram?.uniqueId,
        telegramAs: given.telegram?.as,
        createdAt: now,
        storedAt: now,
        expiresAt: daysAfter(now, deps.retentionDays),
      });
      // Last: a row that is not committed leaves bytes that cleanup finds, never the other way round.
      await draft.keep(id);
      return inserted;
    });
    const { kind, sizeBytes } = row;
    deps.log.info({ userId: given.userId, fileId: id, kind, sizeBytes }, 'file added');
    return toFile(row);
  } finally {
    await draft.drop();
  }
}

const longestName = 200;

/** Only its last part, without what a disk or a header could stumble over. */
export function tidyName(name: string | undefined): string | undefined {
  const last = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const tidy = last.replaceAll(/[\u0000-\u001f\u007f"<>|:*?]/g, '').trim();
  return tidy === '' || /^\.+$/.test(tidy) ? undefined : tidy.slice(-longestName);
}
