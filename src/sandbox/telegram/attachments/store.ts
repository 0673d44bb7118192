import {
  isThumbnail,
  type MediaFacts,
  type MediaKind,
  photoSizes,
  sniff,
} from '#sandbox/telegram/media';
import type { Bot, FileKind, FileRecord, NewFile, World } from '#sandbox/telegram/world';
import type { PhotoSize } from '../types.ts';

export interface Attachment {
  readonly kind: MediaKind;
  readonly bytes: Buffer;
  readonly facts: MediaFacts;
  readonly file_name?: string | undefined;
  /** What the sender says of it; the bytes are believed first. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly duration?: number | undefined;
  readonly performer?: string | undefined;
  readonly title?: string | undefined;
  readonly thumbnail?: Buffer | undefined;
  /** A GIF sent as a document stays one. */
  readonly keepDocument?: boolean | undefined;
}

/** What Telegram makes of a file sent as `kind`: what does not fit becomes a document. */
function resolveKind(kind: MediaKind, facts: MediaFacts, keepDocument = false): FileKind {
  const { mime_type } = facts;
  const isVideo = mime_type.startsWith('video/');
  const isSound = mime_type.startsWith('audio/');
  switch (kind) {
    case 'photo':
      return 'Photo';
    case 'video':
      return isVideo ? 'Video' : 'Document';
    case 'animation':
      return isVideo || mime_type === 'image/gif' ? 'Animation' : 'Document';
    case 'audio':
      return isSound ? 'Audio' : 'Document';
    case 'voice':
      return isSound && mime_type !== 'audio/x-wav' ? 'Voice' : 'Document';
    case 'video_note':
      return isVideo ? 'VideoNote' : 'Document';
    case 'sticker':
      return /^(image\/webp|video\/webm|application\/(x-tgsticker|gzip))$/.test(mime_type)
        ? 'Sticker'
        : 'Document';
    case 'document':
      return mime_type === 'image/gif' && !keepDocument ? 'Animation' : 'Document';
  }
}

export async function storeAttachment(
  world: World,
  bot: Bot,
  attachment: Attachment,
): Promise<FileRecord> {
  const { kind, bytes, facts, file_name } = attachment;
  if (kind === 'photo') return storePhoto(world, bot, { bytes, facts });
  const thumbnail = await storeThumbnail(world, bot, attachment.thumbnail);
  const own = present({
    width: facts.width ?? attachment.width,
    height: facts.height ?? attachment.height,
    duration: facts.duration ?? attachment.duration,
    performer: attachment.performer ?? facts.performer,
    title: attachment.title ?? facts.title,
    thumbnail,
    file_name,
  });
  return world.files.add({
    bytes,
    bot_id: bot.id,
    kind: resolveKind(kind, facts, attachment.keepDocument),
    mime_type: facts.mime_type,
    ...own,
  });
}

// The bytes are not shrunk: every size is a view of the same file, only its numbers are smaller.
async function storePhoto(
  world: World,
  bot: Bot,
  { bytes, facts }: { bytes: Buffer; facts: MediaFacts },
): Promise<FileRecord> {
  const sides = photoSizes(facts.width ?? 1, facts.height ?? 1);
  const sizes: PhotoSize[] = [];
  let first: FileRecord | undefined;
  const add = async (index: number): Promise<FileRecord> => {
    const isLast = index === sides.length - 1;
    const file: NewFile = {
      bytes,
      bot_id: bot.id,
      kind: 'Photo',
      mime_type: facts.mime_type,
      ...(sides[index] ?? { width: 1, height: 1 }),
      ...(first === undefined ? {} : { bytes_of: first.file_id }),
      ...(isLast && sizes.length > 0 ? { sizes: [...sizes] } : {}),
    };
    const record = await world.files.add(file);
    first ??= record;
    if (isLast) return record;
    sizes.push(toPhotoSize(record));
    return add(index + 1);
  };
  return add(0);
}

async function storeThumbnail(
  world: World,
  bot: Bot,
  bytes: Buffer | undefined,
): Promise<PhotoSize | undefined> {
  const facts = bytes === undefined ? undefined : sniff(bytes);
  if (bytes === undefined || facts === undefined || !isThumbnail(bytes.length, facts)) {
    return undefined;
  }
  const record = await world.files.add({
    bytes,
    bot_id: bot.id,
    kind: 'Thumbnail',
    mime_type: facts.mime_type,
    ...present({ width: facts.width, height: facts.height }),
  });
  return toPhotoSize(record);
}

export const toPhotoSize = (file: FileRecord): PhotoSize => ({
  file_id: file.file_id,
  file_unique_id: file.file_unique_id,
  file_size: file.file_size,
  width: file.width ?? 1,
  height: file.height ?? 1,
});

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what is undefined. The cast: TypeScript cannot follow the filter. */
export const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Present<T>;
