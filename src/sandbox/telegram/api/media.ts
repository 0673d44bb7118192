import { contentOfFile, present } from '#sandbox/telegram/attachments';
import type { MediaKind } from '#sandbox/telegram/media';
import type { FileRecord } from '#sandbox/telegram/world';
import type { Message, MessageContent } from '../types.ts';
import { type ApiCall, type ApiGroup, type ApiHandler, badRequest } from './call.ts';
import { readCaption } from './content.ts';
import { deliver, readDestination } from './deliver.ts';
import { findSource, loadSource, type MediaDetails } from './media-source.ts';
import { boolean, integer, text } from './params.ts';

interface MediaMethod {
  readonly kind: MediaKind;
  /** As in `there is no … in the request`. */
  readonly noun: string;
  readonly captioned: boolean;
}

const methods = {
  sendPhoto: { kind: 'photo', noun: 'photo', captioned: true },
  sendVideo: { kind: 'video', noun: 'video', captioned: true },
  sendAnimation: { kind: 'animation', noun: 'animation', captioned: true },
  sendAudio: { kind: 'audio', noun: 'audio', captioned: true },
  sendDocument: { kind: 'document', noun: 'document', captioned: true },
  sendVoice: { kind: 'voice', noun: 'voice', captioned: true },
  sendVideoNote: { kind: 'video_note', noun: 'video note', captioned: false },
  sendSticker: { kind: 'sticker', noun: 'sticker', captioned: false },
} as const satisfies Readonly<Record<string, MediaMethod>>;

const sendMedia =
  ({ kind, noun, captioned }: MediaMethod): ApiHandler =>
  async (call: ApiCall): Promise<Message> => {
    const source = findSource(call, text(call, kind), kind);
    if (source === undefined) throw badRequest(`there is no ${noun} in the request`);
    const caption = captioned ? readCaption(call) : {};
    const to = readDestination(call);
    const file = await loadSource(call, source, { kind, details: readDetails(call) });
    return deliver(call, to, { ...contentOfFile(file), ...caption, ...readLooks(call, file) });
  };

export function readDetails(call: ApiCall): MediaDetails {
  const number = (name: string) => {
    const value = integer(call, name);
    return value > 0 ? value : undefined;
  };
  const words = (name: string) => (text(call, name) === '' ? undefined : text(call, name));
  return present({
    width: number('width') ?? number('length'),
    height: number('height') ?? number('length'),
    duration: number('duration'),
    performer: words('performer'),
    title: words('title'),
    thumbnail: uploadedThumbnail(call, text(call, 'thumbnail')),
    keepDocument: boolean(call, 'disable_content_type_detection'),
  });
}

/** Thumbnails are never sent by file_id or address. */
function uploadedThumbnail(call: ApiCall, value: string): Buffer | undefined {
  const source = findSource(call, value, 'thumbnail');
  return source?.kind === 'upload' ? source.file.bytes : undefined;
}

const spoilable = new Set(['Photo', 'Video', 'Animation']);

/** Spoiler and caption above, where the kind of file has them. */
export function readLooks(call: ApiCall, file: FileRecord): MessageContent {
  if (!spoilable.has(file.kind)) return {};
  return {
    ...(boolean(call, 'has_spoiler') ? { has_media_spoiler: true as const } : {}),
    ...(boolean(call, 'show_caption_above_media') && text(call, 'caption') !== ''
      ? { show_caption_above_media: true as const }
      : {}),
  };
}

export const mediaMethods: ApiGroup = Object.fromEntries(
  Object.entries(methods).map(([name, method]) => [name, sendMedia(method)]),
);
