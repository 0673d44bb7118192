import { GrammyError } from 'grammy';
import type { Message } from 'grammy/types';
import { AppError, isAppError } from '#kernel';
import type { Files, StoredFile, TelegramForm } from '#modules/files';

/** What a message carries, by Telegram's word for it. */
export interface Carried {
  as: TelegramForm;
  fileId: string;
  uniqueId: string;
  sizeBytes: number | undefined;
  fileName: string | undefined;
  seconds: number | undefined;
  width: number | undefined;
  height: number | undefined;
}

export interface SentFileDeps {
  files: Pick<Files, 'addInput' | 'findInput'>;
  /** The bytes of a file that Telegram keeps. */
  download: (fileId: string) => Promise<Buffer>;
}

/** Telegram gives a bot no more than this. */
export const mostTelegramBytes = 20 * 1024 * 1024;

interface Sent {
  file_id: string;
  file_unique_id: string;
  file_size?: number;
  file_name?: string;
  duration?: number;
  width?: number;
  height?: number;
}

const carry = (as: TelegramForm, sent: Sent): Carried => ({
  as,
  fileId: sent.file_id,
  uniqueId: sent.file_unique_id,
  sizeBytes: sent.file_size,
  fileName: sent.file_name,
  seconds: sent.duration,
  width: sent.width,
  height: sent.height,
});

/** Undefined when there is no file in it. */
export function carriedBy(message: Message | undefined): Carried | undefined {
  if (!message) return undefined;
  const photo = message.photo?.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
  if (photo) return carry('photo', photo);
  // An animation comes with a document beside it, which is the same file.
  if (message.animation) return carry('animation', message.animation);
  if (message.video) return carry('video', message.video);
  if (message.video_note) return carry('video_note', message.video_note);
  if (message.audio) return carry('audio', message.audio);
  if (message.voice) return carry('voice', message.voice);
  if (message.document) return carry('document', message.document);
  return undefined;
}

/** The file as ours. Throws the codes of the files room. */
async function keepSent(
  { files, download }: SentFileDeps,
  userId: string,
  sent: Carried,
): Promise<StoredFile> {
  const { as, fileId, uniqueId, sizeBytes, fileName, seconds, width, height } = sent;
  const known = await files.findInput({ userId, uniqueId });
  if (known?.state === 'stored') return known;
  if (sizeBytes !== undefined && sizeBytes > mostTelegramBytes)
    throw new AppError('file_too_big', { maxBytes: mostTelegramBytes });
  const bytes = await download(fileId);
  return files.addInput({
    userId,
    bytes,
    fileName,
    telegram: { fileId, uniqueId, as },
    seconds,
    width,
    height,
  });
}

/** A file that had its time here, back from Telegram as one that was sent; else the code of why not. */
export async function recall(
  deps: SentFileDeps,
  { userId, telegram, sizeBytes, fileName, seconds, width, height }: StoredFile,
): Promise<StoredFile | string> {
  if (!telegram) return 'gone';
  const { as, fileId, uniqueId = fileId } = telegram;
  // What Telegram made of a picture has other measures, and is never too big.
  const facts =
    as === 'photo'
      ? { sizeBytes: undefined, width: undefined, height: undefined, seconds: undefined }
      : { sizeBytes, width, height, seconds };
  try {
    return await keepOr(deps, userId, { as, fileId, uniqueId, fileName, ...facts });
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400) return 'gone';
    throw error;
  }
}

/** What can be wrong with a file by itself. */
const fileCodes: ReadonlySet<string> = new Set([
  'file_kind',
  'file_unreadable',
  'file_too_big',
  'storage_full',
]);

/** The file as ours, or the code of what is wrong with it. */
export async function keepOr(
  deps: SentFileDeps,
  userId: string,
  sent: Carried,
): Promise<StoredFile | string> {
  try {
    return await keepSent(deps, userId, sent);
  } catch (error) {
    if (isAppError(error) && fileCodes.has(error.code)) return error.code;
    throw error;
  }
}
