import type { Message } from 'grammy/types';
import type { StoredFile } from '#modules/files';
import { toFormatted, type Words } from '#surfaces/bot/ui';

export function captionOf(caption: Words | undefined) {
  if (caption === undefined) return {};
  const { text, entities } = toFormatted(caption);
  return { caption: text, ...(entities.length > 0 && { caption_entities: entities }) };
}

export const videoFacts = ({ width, height, seconds }: StoredFile) => ({
  ...(width !== undefined && { width }),
  ...(height !== undefined && { height }),
  ...(seconds !== undefined && { duration: Math.round(seconds) }),
  supports_streaming: true,
});

export const audioFacts = ({ title, seconds }: StoredFile) => ({
  ...(title !== undefined && { title }),
  ...(seconds !== undefined && { duration: Math.round(seconds) }),
});

const extensions: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/svg+xml': 'svg',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/ogg': 'ogg',
};

/** The provider's own names are numbers and hashes: a result is called after its title or its number. */
export function nameOf({ role, fileName, mimeType, number, title }: StoredFile): string {
  if (role === 'input' && fileName !== undefined) return fileName;
  const own = /\.(\w{2,5})$/.exec(fileName ?? '')?.[1]?.toLowerCase();
  const extension = extensions[mimeType ?? ''] ?? own ?? 'bin';
  const called = title
    ?.replace(/[^\p{L}\p{N} _-]+/gu, ' ')
    .trim()
    .slice(0, 60);
  return `${called || `jackdraw-${number}`}.${extension}`;
}

/** What Telegram calls what it has taken. */
export function telegramOf(message: Message) {
  const { photo, video, animation, audio, document } = message;
  const taken = [
    { as: 'photo' as const, one: photo?.at(-1) },
    // A document comes along with an animation.
    { as: 'animation' as const, one: animation },
    { as: 'video' as const, one: video },
    { as: 'audio' as const, one: audio },
    { as: 'document' as const, one: document },
  ].find(({ one }) => one !== undefined);
  return taken?.one
    ? { as: taken.as, fileId: taken.one.file_id, uniqueId: taken.one.file_unique_id }
    : undefined;
}
