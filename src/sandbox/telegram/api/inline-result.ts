import { contentOfFile } from '#sandbox/telegram/attachments';
import type { MediaKind } from '#sandbox/telegram/media';
import type { MessageContent } from '../types.ts';
import { type ApiCall, badRequest } from './call.ts';
import { readCaption, readText, textContent } from './content.ts';
import { findSource, loadSource } from './media-source.ts';
import { has, isObject, json, requiredText, text } from './params.ts';
import { loadRich, readRich } from './rich.ts';

export interface InlineResult {
  readonly id: string;
  /** The call as if the fields of the result were its parameters: its reply_markup is read from here. */
  readonly inner: ApiCall;
  load(): Promise<MessageContent>;
}

const mediaFields: Readonly<Record<string, { kind: MediaKind; url: string; id: string }>> = {
  photo: { kind: 'photo', url: 'photo_url', id: 'photo_file_id' },
  gif: { kind: 'animation', url: 'gif_url', id: 'gif_file_id' },
  mpeg4_gif: { kind: 'animation', url: 'mpeg4_url', id: 'mpeg4_file_id' },
  video: { kind: 'video', url: 'video_url', id: 'video_file_id' },
  audio: { kind: 'audio', url: 'audio_url', id: 'audio_file_id' },
  voice: { kind: 'voice', url: 'voice_url', id: 'voice_file_id' },
  document: { kind: 'document', url: 'document_url', id: 'document_file_id' },
  sticker: { kind: 'sticker', url: '', id: 'sticker_file_id' },
};

const resultIdLimitBytes = 64;

/** `result` of the Mini App methods: an article, or media by address or file_id. */
export function readInlineResult(call: ApiCall): InlineResult {
  const value = json(call, 'result', () =>
    badRequest("can't parse JSON encoded web view query results"),
  );
  if (value === undefined) throw badRequest("result isn't specified");
  if (!isObject(value)) throw badRequest('inline query result must be an object');
  return toInlineResult(call, value);
}

function toInlineResult(call: ApiCall, value: Readonly<Record<string, unknown>>): InlineResult {
  const inner: ApiCall = { ...call, params: value };
  const type = requiredField(inner, 'type').toLowerCase();
  const id = requiredField(inner, 'id');
  if (Buffer.byteLength(id) > resultIdLimitBytes) throw badRequest('RESULT_ID_INVALID');
  if (isObject(value.input_message_content)) {
    return { id, inner, load: contentLoader({ ...call, params: value.input_message_content }) };
  }
  const media = mediaFields[type];
  if (media === undefined) {
    if (type === 'article') throw badRequest('input message content is not specified');
    throw badRequest(`unallowed inline query result type "${type}" specified`);
  }
  const source = findSource(inner, text(inner, media.url) || text(inner, media.id), '');
  if (source === undefined) throw badRequest(`can't find field "${media.id}"`);
  const caption = readCaption(inner);
  const load = async () => ({
    ...contentOfFile(await loadSource(inner, source, { kind: media.kind })),
    ...caption,
  });
  return { id, inner, load };
}

function requiredField(inner: ApiCall, name: string): string {
  if (!has(inner, name)) throw badRequest(`can't find field "${name}"`);
  return requiredText(inner, name);
}

function contentLoader(content: ApiCall): () => Promise<MessageContent> {
  const { params } = content;
  if (has(content, 'rich_message')) {
    const rich = readRich(content);
    return async () => ({ rich_message: await loadRich(rich) });
  }
  if (has(content, 'message_text')) {
    const inner = { ...content, params: { ...params, text: params.message_text } };
    const said = textContent(readText(inner, false));
    return async () => said;
  }
  if (has(content, 'phone_number')) return async () => ({ contact: { ...params } });
  if (has(content, 'latitude') && has(content, 'longitude')) {
    const location = { latitude: params.latitude, longitude: params.longitude };
    return async () => ({ location });
  }
  throw badRequest('input message content is not specified');
}
