import type { MediaFacts } from './facts.ts';

const MB = 1024 * 1024;

export const photoLimitBytes = 10 * MB;
export const photoByUrlLimitBytes = 5 * MB;
export const uploadLimitBytes = 50 * MB;
export const voiceByUrlLimitBytes = MB;
export const byUrlLimitBytes = 20 * MB;
export const downloadLimitBytes = 20 * MB;
export const thumbnailLimitBytes = 200 * 1024;
export const thumbnailLimitSide = 320;

/** What the server says about a file; the caller puts `Bad Request: ` before it, or `code` when it is not 400. */
export class MediaError extends Error {
  readonly code: 400 | 413;

  constructor(text: string, code: 400 | 413 = 400) {
    super(text);
    this.name = 'MediaError';
    this.code = code;
  }
}

export type MediaKind =
  | 'photo'
  | 'video'
  | 'animation'
  | 'audio'
  | 'document'
  | 'voice'
  | 'video_note'
  | 'sticker';

const maxSideSum = 10_000;
const maxRatio = 20;

/** An upload of the bot: size, and for photos sides. */
export function checkUpload(kind: MediaKind, sizeBytes: number, facts: MediaFacts): void {
  if (sizeBytes === 0) throw new MediaError('File must be non-empty');
  if (kind === 'photo') {
    if (sizeBytes > photoLimitBytes) {
      throw new MediaError(
        `File of size ${sizeBytes} bytes is too big for a photo; the maximum size is ${photoLimitBytes} bytes`,
      );
    }
    checkPhoto(facts);
  }
  if (sizeBytes > uploadLimitBytes) throw new MediaError('Request Entity Too Large', 413);
}

export function checkPhoto({ mime_type, width, height }: MediaFacts): void {
  if (!mime_type.startsWith('image/') || width === undefined || height === undefined) {
    throw new MediaError('IMAGE_PROCESS_FAILED');
  }
  const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
  if (width === 0 || height === 0 || width + height > maxSideSum || ratio > maxRatio) {
    throw new MediaError('PHOTO_INVALID_DIMENSIONS');
  }
}

const urlTypes: Partial<Record<MediaKind, RegExp>> = {
  photo: /^image\/(jpeg|png|webp|gif)$/,
  video: /^video\/mp4$/,
  animation: /^(video\/mp4|image\/gif)$/,
  audio: /^audio\/(mpeg|mp4)$/,
  voice: /^audio\/(ogg|mpeg|mp4)$/,
  document: /^(application\/(pdf|zip)|image\/gif)$/,
  sticker: /^image\/webp$/,
};

/** A file that Telegram itself fetched from an address. */
export function checkByUrl(kind: MediaKind, sizeBytes: number, facts: MediaFacts): void {
  const limit = kind === 'photo' ? photoByUrlLimitBytes : byUrlLimitBytes;
  if (sizeBytes === 0 || sizeBytes > limit) throw new MediaError('Failed to get HTTP URL content');
  if (urlTypes[kind]?.test(facts.mime_type) !== true) {
    throw new MediaError('Wrong type of the web page content');
  }
  if (kind === 'photo') checkPhoto(facts);
}

export const isThumbnail = (sizeBytes: number, facts: MediaFacts): boolean =>
  facts.mime_type === 'image/jpeg' &&
  sizeBytes < thumbnailLimitBytes &&
  (facts.width ?? Number.POSITIVE_INFINITY) <= thumbnailLimitSide &&
  (facts.height ?? Number.POSITIVE_INFINITY) <= thumbnailLimitSide;

// The longest sides of the pictures Telegram makes of a photo.
const photoSides = [90, 320, 800, 1280, 2560];

/** Telegram shows a photo in several sizes, smallest first, and never larger than it came. */
export function photoSizes(width: number, height: number): { width: number; height: number }[] {
  const longest = Math.max(width, height);
  const smaller = photoSides.filter((side) => side < longest);
  const largest = Math.min(longest, 2560);
  return [...smaller, largest].filter(unique).map((side) => ({
    width: Math.max(1, Math.round((width * side) / longest)),
    height: Math.max(1, Math.round((height * side) / longest)),
  }));
}

const unique = <T>(value: T, index: number, all: readonly T[]): boolean =>
  all.indexOf(value) === index;
