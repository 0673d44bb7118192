import type { MediaKind } from '#sandbox/telegram/media';
import type { Message, MessageContent } from '../types.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { deliver, readDestination } from './deliver.ts';
import { type InputMedia, inAlbum, loadInputMedia, readInputMedia } from './input-media.ts';
import { json } from './params.ts';

const most = 10;
const least = 2;
const allowed: readonly MediaKind[] = ['photo', 'video', 'document', 'audio'];

async function sendMediaGroup(call: ApiCall): Promise<Message[]> {
  const items = readItems(call);
  // An album has no keyboard: reply_markup is no parameter of this method.
  const { reply_markup: _, ...params } = call.params;
  const to = readDestination({ ...call, params });
  const contents: MessageContent[] = [];
  for (const [index, item] of items.entries()) {
    contents.push(
      await loadInputMedia(item).catch((thrown: unknown) => {
        throw inAlbum(thrown, index);
      }),
    );
  }
  checkLoaded(contents);
  const media_group_id = String(13_000_000_000 + call.world.nextNumber('album'));
  return contents.map((content) => deliver(call, to, { ...content, media_group_id }));
}

function readItems(call: ApiCall): InputMedia[] {
  const value = json(call, 'media', () => badRequest("can't parse media JSON object"));
  if (value === undefined) throw badRequest('there are no messages to send');
  if (!Array.isArray(value)) throw badRequest('expected an Array of InputMedia');
  if (value.length === 0) throw badRequest('there are no messages to send');
  if (value.length > most) throw badRequest('too many messages to send as an album');
  const items = value.map((each) => readInputMedia(call, each, { allowed }));
  if (items.length < least)
    throw badRequest('there must be at least 2 messages to send as an album');
  const kinds = new Set(items.map(({ kind }) => kind));
  const lonely = items.find(({ kind }) => kind === 'audio' || kind === 'document');
  if (kinds.size > 1 && lonely !== undefined) {
    throw badRequest(`${lonely.kind} can't be mixed with other media types`);
  }
  return items;
}

/** A file_id may turn out to be of another kind than it was sent as. */
function checkLoaded(contents: readonly MessageContent[]): void {
  for (const content of contents) {
    if (
      content.animation !== undefined ||
      content.voice !== undefined ||
      content.video_note !== undefined
    ) {
      throw badRequest("can't use the media of the specified type in the album");
    }
  }
  const classes = new Set(contents.map(albumClass));
  if (classes.size > 1) throw badRequest("can't use the media of the specified type in the album");
}

/** Photos and videos go together, documents and sounds only with their own. */
export const albumClass = (content: MessageContent): 'visual' | 'audio' | 'document' =>
  content.audio !== undefined ? 'audio' : content.document !== undefined ? 'document' : 'visual';

export const albumMethods: ApiGroup = { sendMediaGroup };
