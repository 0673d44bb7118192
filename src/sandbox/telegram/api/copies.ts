import { note } from '#sandbox/telegram/acts';
import type { InvoiceTerms, StoredMessage } from '#sandbox/telegram/world';
import type { Json, Message, MessageContent } from '../types.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { readCaption } from './content.ts';
import { type Destination, deliverStored, readDestination } from './deliver.ts';
import { contentOf, readMessageIds } from './edits.ts';
import { boolean, has, integer, requiredText } from './params.ts';
import { findChat } from './target.ts';

const carriedAlong = [
  'contact',
  'location',
  'venue',
  'dice',
  'poll',
  'voice',
  'video_note',
  'sticker',
] as const;

/** What a copy carries; undefined for service messages and the like. */
function copyable(message: Message): MessageContent | undefined {
  const content: Record<string, unknown> = { ...contentOf(message) };
  for (const key of carriedAlong) if (message[key] !== undefined) content[key] = message[key];
  return Object.keys(content).length === 0 ? undefined : content;
}

function findSource(call: ApiCall, verb: 'copy' | 'forward'): StoredMessage {
  requiredText(call, 'from_chat_id');
  const { dialog } = findChat(call, 'from_chat_id');
  const messageId = integer(call, 'message_id');
  if (messageId <= 0) throw badRequest('message identifier is not specified');
  const stored = dialog.messages.get(messageId);
  if (stored === undefined) throw badRequest(`message to ${verb} not found`);
  if (!canTravel(stored))
    throw badRequest(`message can't be ${verb === 'copy' ? 'copied' : 'forwarded'}`);
  return stored;
}

const canTravel = ({ message }: StoredMessage): boolean =>
  message.has_protected_content !== true &&
  (copyable(message) !== undefined || message.invoice !== undefined);

function originOf({ message }: StoredMessage): Json {
  if (message.forward_origin !== undefined) return message.forward_origin;
  const { date, chat, from, message_id } = message;
  return chat.type === 'channel'
    ? { type: 'channel', date, chat, message_id }
    : { type: 'user', date, ...(from === undefined ? {} : { sender_user: from }) };
}

function forwardOne(call: ApiCall, to: Destination, source: StoredMessage): Message {
  const { invoice } = source.message;
  const content = { ...copyable(source.message), ...(invoice === undefined ? {} : { invoice }) };
  const origin = { forward_origin: originOf(source) };
  const terms = termsOf(call, source);
  if (terms === undefined) return deliverStored(call, to, content, origin).message;
  const markup = source.message.reply_markup;
  const { message } = deliverStored(call, { ...to, markup }, content, origin);
  const key = `${message.chat.id}:${message.message_id}`;
  note(call.world, call.bot, { invoice: { ...terms, key } });
  return message;
}

/** An invoice without start_parameter can be paid in its forwarded copies, too, by anyone. */
function termsOf({ bot }: ApiCall, { message }: StoredMessage): InvoiceTerms | undefined {
  if (message.invoice === undefined || message.invoice.start_parameter !== '') return undefined;
  return bot.stars.invoices.get(`${message.chat.id}:${message.message_id}`);
}

function forwardMessage(call: ApiCall): Message {
  const source = findSource(call, 'forward');
  return forwardOne(call, { ...readDestination(call), markup: undefined }, source);
}

function copyMessage(call: ApiCall): object {
  const caption = has(call, 'caption') ? readCaption(call) : undefined;
  const source = findSource(call, 'copy');
  const to = readDestination(call);
  return { message_id: copyOne(call, to, { source, caption }).message_id };
}

function copyOne(
  call: ApiCall,
  to: Destination,
  { source, caption }: { source: StoredMessage; caption: MessageContent | undefined },
): Message {
  const content = copyable(source.message);
  if (content === undefined) throw badRequest("message can't be copied");
  const { caption: _, caption_entities: __, ...bare } = content;
  const isText = content.text !== undefined;
  return deliverStored(
    call,
    to,
    caption === undefined || isText ? content : { ...bare, ...caption },
  ).message;
}

/** Messages that are gone or cannot travel are passed over; albums stay together under a new group. */
function readSources(call: ApiCall): StoredMessage[] {
  requiredText(call, 'from_chat_id');
  const ids = readMessageIds(call);
  if (ids.some((id, index) => index > 0 && id <= (ids[index - 1] ?? 0)))
    throw badRequest('message identifiers must be in a strictly increasing order');
  const { dialog } = findChat(call, 'from_chat_id');
  const found = ids.flatMap((id) => dialog.messages.get(id) ?? []).filter(canTravel);
  if (found.length === 0) throw badRequest('there are no messages to forward');
  return found;
}

function forwardMessages(call: ApiCall): object[] {
  const sources = readSources(call);
  const to = { ...readDestination(call), markup: undefined };
  return sources.map((source) => ({ message_id: forwardOne(call, to, source).message_id }));
}

function copyMessages(call: ApiCall): object[] {
  const sources = readSources(call);
  const to = { ...readDestination(call), markup: undefined };
  const caption = boolean(call, 'remove_caption') ? {} : undefined;
  return sources.map((source) => ({
    message_id: copyOne(call, to, { source, caption }).message_id,
  }));
}

export const copyMethods: ApiGroup = { forwardMessage, forwardMessages, copyMessage, copyMessages };
