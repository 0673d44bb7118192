import type { Message } from '../types.ts';
import { albumClass } from './album.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { applyEdit, findEditable, readInlineMarkup } from './edits.ts';
import { loadInputMedia, readInputMedia } from './input-media.ts';
import { json } from './params.ts';

const replaceable = [
  'text',
  'rich_message',
  'photo',
  'video',
  'animation',
  'audio',
  'document',
] as const;

async function editMessageMedia(call: ApiCall): Promise<Message> {
  const value = json(call, 'media', () => badRequest("can't parse input media JSON object"));
  if (value === undefined) throw badRequest('input media is not specified');
  const media = readInputMedia(call, value);
  const editable = findEditable(call);
  const markup = readInlineMarkup(call);
  const { message } = editable.stored;
  if (replaceable.every((kind) => message[kind] === undefined)) {
    throw badRequest("message media can't be edited");
  }
  const content = await loadInputMedia(media);
  if (message.media_group_id !== undefined && albumClass(content) !== albumClass(message)) {
    throw badRequest("can't use the media of the specified type in the album");
  }
  return applyEdit(call, editable, { content, markup });
}

export const mediaEditMethods: ApiGroup = { editMessageMedia };
