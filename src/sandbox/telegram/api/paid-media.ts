import type { Json, Message } from '../types.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { readCaption } from './content.ts';
import { deliverStored, readDestination } from './deliver.ts';
import { loadInputMedia, readInputMedia } from './input-media.ts';
import { boolean, integer, isObject, json, text } from './params.ts';

const most = 10;
const mostStars = 25_000;
const payloadLimitBytes = 128;

async function sendPaidMedia(call: ApiCall): Promise<Message> {
  const star_count = integer(call, 'star_count');
  if (star_count < 1 || star_count > mostStars) throw badRequest('invalid media price specified');
  const value = json(call, 'media', () => badRequest("can't parse paid media JSON object"));
  if (!Array.isArray(value)) throw badRequest('expected an Array of InputPaidMedia');
  if (value.length === 0) throw badRequest('there are no paid media to send');
  if (value.length > most) throw badRequest('too many paid media to send');
  const items = value.map((each: unknown) => {
    const type = isObject(each) ? each.type : undefined;
    if (type !== undefined && type !== 'photo' && type !== 'video') {
      throw badRequest(`can't parse InputPaidMedia: type "${type}" is unsupported`);
    }
    return readInputMedia(call, each, { name: 'InputPaidMedia' });
  });
  const payload = text(call, 'payload');
  if (Buffer.byteLength(payload) > payloadLimitBytes) throw badRequest('MEDIA_PAYLOAD_INVALID');
  const caption = readCaption(call);
  const to = readDestination(call);
  const paid_media: Json[] = [];
  for (const item of items) {
    const { photo, video } = await loadInputMedia(item);
    paid_media.push(photo === undefined ? { type: 'video', video } : { type: 'photo', photo });
  }
  const stored = deliverStored(call, to, {
    paid_media: { star_count, paid_media },
    ...caption,
    ...(boolean(call, 'show_caption_above_media') ? { show_caption_above_media: true } : {}),
  });
  if (payload !== '') stored.paidMediaPayload = payload;
  call.world.saved({ kind: 'message', bot: to.owner, dialog: to.dialog, stored });
  return stored.message;
}

export const paidMediaMethods: ApiGroup = { sendPaidMedia };
