import { contentOfFile, storeAttachment } from '#sandbox/telegram/attachments';
import { findEntities } from '#sandbox/telegram/format';
import {
  checkUpload,
  MediaError,
  type MediaFacts,
  type MediaKind,
  sniff,
} from '#sandbox/telegram/media';
import type { Message, MessageContent } from '../types.ts';
import { type Act, placeOf, type Sending } from './place.ts';
import { ActRefused } from './refusal.ts';
import { say } from './say.ts';

export interface UploadedByUser {
  readonly bytes: Buffer;
  readonly file_name: string;
}

export interface Upload extends Sending {
  /** `auto` looks at the bytes, as the app does when a file is dropped on it. */
  readonly as: 'auto' | MediaKind;
  readonly caption?: string | undefined;
  readonly files: readonly UploadedByUser[];
}

const captionLimit = 1024;

/** Files of a person: one message each, several of a kind as one album. */
export async function uploadFiles(act: Act, input: Upload): Promise<readonly Message[]> {
  const { world, bot } = act;
  placeOf(world, bot, input);
  const caption = captionOf(input.caption ?? '');
  const contents: MessageContent[] = [];
  for (const { bytes, file_name } of input.files) {
    const facts = sniff(bytes, file_name);
    const kind = input.as === 'auto' ? kindOf(bytes, facts) : input.as;
    check(kind, bytes, facts);
    const keepDocument = input.as === 'document';
    const file = await storeAttachment(world, bot, { kind, bytes, facts, file_name, keepDocument });
    contents.push(contentOfFile(file));
  }
  const [kind, ...others] = new Set(contents.map(classOf));
  const isAlbum = contents.length > 1 && others.length === 0 && kind !== 'none';
  const album = isAlbum
    ? { media_group_id: String(13_000_000_000 + world.nextNumber('album')) }
    : {};
  return contents.map((content, index) =>
    say(act, input, { ...content, ...(index === 0 ? caption : {}), ...album }),
  );
}

function kindOf(bytes: Buffer, facts: MediaFacts): MediaKind {
  const { mime_type } = facts;
  if (mime_type === 'image/gif') return 'animation';
  if (mime_type.startsWith('image/')) return fits('photo', bytes, facts) ? 'photo' : 'document';
  if (mime_type.startsWith('video/')) return 'video';
  return mime_type.startsWith('audio/') ? 'audio' : 'document';
}

function fits(kind: MediaKind, bytes: Buffer, facts: MediaFacts): boolean {
  try {
    checkUpload(kind, bytes.length, facts);
    return true;
  } catch (thrown) {
    if (thrown instanceof MediaError) return false;
    throw thrown;
  }
}

// People may send far more than bots; only what is no picture cannot go as a photo.
function check(kind: MediaKind, bytes: Buffer, facts: MediaFacts): void {
  if (bytes.length === 0) throw new ActRefused('the file is empty');
  if (kind === 'photo' && !fits(kind, bytes, facts)) {
    throw new ActRefused('this cannot be sent as a photo, send it as a file');
  }
}

function captionOf(text: string): MessageContent {
  const caption = text.trim();
  if (caption === '') return {};
  if ([...caption].length > captionLimit) throw new ActRefused('the caption is too long');
  const entities = findEntities(caption);
  return { caption, ...(entities.length === 0 ? {} : { caption_entities: entities }) };
}

type AlbumClass = 'visual' | 'audio' | 'document' | 'none';

function classOf(content: MessageContent): AlbumClass {
  if (content.animation !== undefined || content.voice !== undefined) return 'none';
  if (content.photo !== undefined || content.video !== undefined) return 'visual';
  return content.audio === undefined ? 'document' : 'audio';
}
