import { contentOfFile } from '#sandbox/telegram/attachments';
import type { MediaKind } from '#sandbox/telegram/media';
import type { MessageContent } from '../types.ts';
import { type ApiCall, ApiFailure, badRequest } from './call.ts';
import { readCaption } from './content.ts';
import { readDetails, readLooks } from './media.ts';
import { findSource, loadSource, type MediaSource } from './media-source.ts';
import { has, isObject, text } from './params.ts';

/** One InputMedia, read but not yet fetched or kept. */
export interface InputMedia {
  readonly kind: MediaKind;
  readonly source: MediaSource;
  /** The call as if its parameters were the fields of this object. */
  readonly inner: ApiCall;
  readonly caption: MessageContent;
}

const kinds = ['photo', 'video', 'animation', 'audio', 'document'] as const;

export function readInputMedia(
  call: ApiCall,
  value: unknown,
  rules: { readonly name?: string; readonly allowed?: readonly MediaKind[] } = {},
): InputMedia {
  const cannot = (why: string) => badRequest(`can't parse ${rules.name ?? 'InputMedia'}: ${why}`);
  if (!isObject(value)) throw cannot('expected an Object');
  const inner: ApiCall = { ...call, params: value };
  if (!has(inner, 'type')) throw cannot('Can\'t find field "type"');
  const type = text(inner, 'type').toLowerCase();
  const kind = kinds.find((known) => known === type);
  if (kind === undefined) throw cannot(`type "${type}" is unsupported`);
  if (rules.allowed?.includes(kind) === false) {
    throw cannot(`type "${type}" can't be used in sendMediaGroup`);
  }
  if (!('media' in value)) throw cannot('Can\'t find field "media"');
  const source = findSource(inner, text(inner, 'media'), '');
  if (source === undefined) throw cannot('media not found');
  return { kind, source, inner, caption: readCaption(inner) };
}

export async function loadInputMedia({
  kind,
  source,
  inner,
  caption,
}: InputMedia): Promise<MessageContent> {
  const file = await loadSource(inner, source, { kind, details: readDetails(inner) });
  return { ...contentOfFile(file), ...caption, ...readLooks(inner, file) };
}

const codes: Readonly<Record<string, string>> = {
  'failed to get HTTP URL content': 'WEBPAGE_CURL_FAILED',
  'wrong type of the web page content': 'WEBPAGE_MEDIA_EMPTY',
  'wrong HTTP URL specified': 'EXTERNAL_URL_INVALID',
};

/** Inside an album the code of the core comes out as it is. */
export function inAlbum(thrown: unknown, index: number): unknown {
  if (!(thrown instanceof ApiFailure) || thrown.code !== 400) return thrown;
  const said = thrown.message.replace('Bad Request: ', '');
  const first = codes[said] ?? `${(said[0] ?? '').toUpperCase()}${said.slice(1)}`;
  return badRequest(`failed to send message #${index + 1} with the error message "${first}"`);
}
