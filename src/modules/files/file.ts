import { isId } from '#kernel';
import type { FileRow } from './store/files.ts';

export type FileKind = FileRow['kind'];
export type FileRole = FileRow['role'];
export type FileState = FileRow['state'];
export type TelegramForm = NonNullable<FileRow['telegramAs']>;

/** What Telegram calls it; the id may be sent only as what it was taken as. */
export interface TelegramFile {
  fileId: string;
  uniqueId?: string | undefined;
  as: TelegramForm;
}

/** Bytes are there only while `state` is `stored`. */
export interface StoredFile {
  id: string;
  /** What people see. */
  number: number;
  userId: string;
  role: FileRole;
  kind: FileKind;
  state: FileState;
  generationId?: string | undefined;
  position: number;
  /** Of a result: the provider's own address, as long as it lives there. */
  sourceUrl?: string | undefined;
  mimeType?: string | undefined;
  sizeBytes?: number | undefined;
  width?: number | undefined;
  height?: number | undefined;
  seconds?: number | undefined;
  fileName?: string | undefined;
  title?: string | undefined;
  trackId?: string | undefined;
  telegram?: TelegramFile | undefined;
  createdAt: Date;
  expiresAt: Date;
}

export function toFile(row: FileRow): StoredFile {
  const { telegramFileId, telegramUniqueId, telegramAs } = row;
  return {
    id: row.id,
    number: row.number,
    userId: row.userId,
    role: row.role,
    kind: row.kind,
    state: row.state,
    generationId: row.generationId ?? undefined,
    position: row.position,
    sourceUrl: row.sourceUrl ?? undefined,
    mimeType: row.mimeType ?? undefined,
    sizeBytes: row.sizeBytes ?? undefined,
    width: row.width ?? undefined,
    height: row.height ?? undefined,
    seconds: row.seconds ?? undefined,
    fileName: row.fileName ?? undefined,
    title: row.title ?? undefined,
    trackId: row.trackId ?? undefined,
    telegram:
      telegramFileId === null || telegramAs === null
        ? undefined
        : { fileId: telegramFileId, uniqueId: telegramUniqueId ?? undefined, as: telegramAs },
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
  };
}

const refStart = 'jackdraw://file/';

/** The value that stands for the file in a form: a valid URI that leads nowhere outside. */
export const refOf = ({ id }: Pick<StoredFile, 'id'>): string => `${refStart}${id}`;

/** The id in such a value; undefined for everything else. */
export function parseRef(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.startsWith(refStart)) return undefined;
  const id = value.slice(refStart.length);
  return isId(id) ? id : undefined;
}
