import type { ParsedMarkup } from '#sandbox/telegram/markup';
import { changeMessage, removeMessages, type StoredMessage } from '#sandbox/telegram/world';
import type { Message, MessageContent, ReplyMarkup } from '../types.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { readCaption, readMarkup, readText, textContent } from './content.ts';
import { readPreview } from './messages.ts';
import { boolean, has, integer, json } from './params.ts';
import { loadRich, readRich } from './rich.ts';
import { checkMembership, findChat, findWritableChat, type Place } from './target.ts';

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

export interface Editable extends Place {
  readonly stored: StoredMessage;
}

/** The bot's own message that an edit names, or the refusal. */
export function findEditable(call: ApiCall): Editable {
  if (has(call, 'inline_message_id')) throw badRequest('MESSAGE_ID_INVALID');
  const place = findWritableChat(call);
  const messageId = integer(call, 'message_id');
  if (messageId <= 0) throw badRequest('message identifier is not specified');
  const stored = place.dialog.messages.get(messageId);
  if (stored === undefined) throw badRequest('message to edit not found');
  const foreign = stored.botId !== call.bot.id || stored.message.forward_origin !== undefined;
  const keyboard = stored.markup !== undefined && !('inline_keyboard' in stored.markup);
  if (foreign || keyboard || isService(stored.message)) throw badRequest("message can't be edited");
  return { ...place, stored };
}

const serviceKeys = [
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'pinned_message',
] as const satisfies readonly (keyof MessageContent)[];

const isService = (message: Message): boolean =>
  serviceKeys.some((key) => message[key] !== undefined);

/** An edit without reply_markup takes the inline keyboard away. */
export const readInlineMarkup = (call: ApiCall): ParsedMarkup | undefined =>
  readMarkup(call, { inlineOnly: true });

const contentKeys = [
  'text',
  'entities',
  'link_preview_options',
  'photo',
  'video',
  'animation',
  'audio',
  'document',
  'caption',
  'caption_entities',
  'show_caption_above_media',
  'has_media_spoiler',
  'rich_message',
] as const satisfies readonly (keyof MessageContent)[];

/** Replaces the whole content and keyboard; what stays the same must be handed in again. */
export function applyEdit(
  call: ApiCall,
  { dialog, owner, stored }: Editable,
  change: { content: MessageContent; markup: ReplyMarkup | undefined },
): Message {
  const before = stored.message;
  const markup =
    change.markup !== undefined &&
    'inline_keyboard' in change.markup &&
    change.markup.inline_keyboard.some((row) => row.length > 0)
      ? change.markup
      : undefined;
  const same =
    contentKeys.every((key) => isSame(before[key], change.content[key])) &&
    isSame(before.reply_markup, markup);
  if (same) throw badRequest(notModified);
  const message: Message = {
    ...withoutContent(before),
    edit_date: call.world.clock.seconds(),
    ...change.content,
    ...(markup === undefined ? {} : { reply_markup: markup }),
  };
  changeMessage(call.world, { owner, dialog }, { stored, message, markup });
  return message;
}

function withoutContent(message: Message): Message {
  const {
    text: _text,
    entities: _entities,
    link_preview_options: _preview,
    photo: _photo,
    video: _video,
    animation: _animation,
    audio: _audio,
    document: _document,
    caption: _caption,
    caption_entities: _captionEntities,
    show_caption_above_media: _above,
    has_media_spoiler: _spoiler,
    rich_message: _rich,
    reply_markup: _markup,
    edit_date: _edited,
    ...rest
  } = message;
  return rest;
}

const isSame = (left: unknown, right: unknown): boolean =>
  left === right || JSON.stringify(left ?? null) === JSON.stringify(right ?? null);

/** The content an edit of the keyboard alone leaves as it is. */
export function contentOf(message: Message): MessageContent {
  const content: Record<string, unknown> = {};
  for (const key of contentKeys) if (message[key] !== undefined) content[key] = message[key];
  return content;
}

function editMessageText(call: ApiCall): Message | Promise<Message> {
  if (has(call, 'rich_message')) return editRichMessage(call);
  const content = textContent(readText(call, true));
  const preview = readPreview(call);
  const editable = findEditable(call);
  const markup = readInlineMarkup(call);
  const { message } = editable.stored;
  if (message.text === undefined && message.rich_message === undefined)
    throw badRequest('there is no text in the message to edit');
  return applyEdit(call, editable, {
    content: { ...content, ...(preview === undefined ? {} : { link_preview_options: preview }) },
    markup,
  });
}

/** A text or rich message may become a rich one. */
async function editRichMessage(call: ApiCall): Promise<Message> {
  const rich = readRich(call);
  const editable = findEditable(call);
  const markup = readInlineMarkup(call);
  const { message } = editable.stored;
  if (message.text === undefined && message.rich_message === undefined)
    throw badRequest('there is no text in the message to edit');
  return applyEdit(call, editable, { content: { rich_message: await loadRich(rich) }, markup });
}

const captioned = ['photo', 'video', 'animation', 'audio', 'document', 'voice'] as const;

function editMessageCaption(call: ApiCall): Message {
  const caption = readCaption(call);
  const editable = findEditable(call);
  const markup = readInlineMarkup(call);
  const { message } = editable.stored;
  if (captioned.every((kind) => message[kind] === undefined) && message.paid_media === undefined)
    throw badRequest('there is no caption in the message to edit');
  const {
    caption: _,
    caption_entities: __,
    show_caption_above_media: ___,
    ...media
  } = contentOf(message);
  return applyEdit(call, editable, {
    content: {
      ...media,
      ...caption,
      ...(boolean(call, 'show_caption_above_media')
        ? { show_caption_above_media: true as const }
        : {}),
    },
    markup,
  });
}

function editMessageReplyMarkup(call: ApiCall): Message {
  const editable = findEditable(call);
  const markup = readInlineMarkup(call);
  return applyEdit(call, editable, { content: contentOf(editable.stored.message), markup });
}

const deletableMs = 48 * 3600 * 1000;
const diceSettledMs = 24 * 3600 * 1000;

function deleteMessage(call: ApiCall): true {
  const place = findChat(call);
  if (place.owner === undefined) checkMembership(call.bot, place.dialog);
  const messageId = integer(call, 'message_id');
  if (messageId <= 0) throw badRequest('message identifier is not specified');
  const stored = place.dialog.messages.get(messageId);
  if (stored === undefined) throw badRequest('message to delete not found');
  if (!canDelete(call, place, stored)) throw badRequest("message can't be deleted");
  removeMessages(call.world, place, [messageId]);
  return true;
}

function canDelete(call: ApiCall, { dialog, owner }: Place, stored: StoredMessage): boolean {
  const ageMs = call.world.clock.now() - stored.message.date * 1000;
  if (owner !== undefined && stored.message.dice !== undefined && ageMs <= diceSettledMs)
    return false;
  const role = dialog.members.get(call.bot.id)?.status;
  if (role === 'administrator' || role === 'creator') return true;
  if (stored.message.supergroup_chat_created || stored.message.group_chat_created) return false;
  return ageMs < deletableMs && (owner !== undefined || stored.botId === call.bot.id);
}

const maxIds = 100;

/** `message_ids` of the plural methods. */
export function readMessageIds(call: ApiCall): number[] {
  const value = json(call, 'message_ids', () => badRequest("can't parse message_ids JSON object"));
  if (value === undefined) throw badRequest('message identifiers are not specified');
  if (!Array.isArray(value)) throw badRequest('expected an Array of message identifiers');
  if (value.length > maxIds) throw badRequest('too many message identifiers specified');
  if (value.length === 0) throw badRequest('message identifiers are not specified');
  return value.map(readMessageId);
}

function readMessageId(value: unknown): number {
  if (typeof value !== 'number' && typeof value !== 'string')
    throw badRequest('message identifier must be a Number');
  const id = Number(value);
  if (value === '' || !Number.isInteger(id))
    throw badRequest("can't parse message identifier as Number");
  if (id <= 0) throw badRequest('invalid message identifier specified');
  return id;
}

function deleteMessages(call: ApiCall): true {
  const ids = readMessageIds(call);
  const place = findChat(call);
  if (place.owner === undefined) checkMembership(call.bot, place.dialog);
  const found = ids.filter((id) => {
    const stored = place.dialog.messages.get(id);
    return stored !== undefined && canDelete(call, place, stored);
  });
  if (found.length > 0) removeMessages(call.world, place, found);
  return true;
}

export const editMethods: ApiGroup = {
  editMessageText,
  editMessageCaption,
  editMessageReplyMarkup,
  deleteMessage,
  deleteMessages,
};
