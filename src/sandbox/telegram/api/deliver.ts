import { addMessage, botsSeeing, type StoredMessage, showMessage } from '#sandbox/telegram/world';
import type { Message, MessageContent, ReplyMarkup } from '../types.ts';
import { type ApiCall, badRequest } from './call.ts';
import { readMarkup } from './content.ts';
import { boolean, text } from './params.ts';
import { findWritableChat, type Place, type Reply, readReply, readThread } from './target.ts';

/** What every send method shares: where to, in which topic, in answer to what, with which buttons. */
export interface Destination extends Place {
  readonly threadId: number | undefined;
  readonly reply: Reply | undefined;
  readonly markup: ReplyMarkup | undefined;
  readonly isProtected: boolean;
  readonly effectId: string | undefined;
}

export function readDestination(
  call: ApiCall,
  more: { readonly invoice?: boolean } = {},
): Destination {
  const markup = readMarkup(call, more);
  const place = findWritableChat(call);
  const effectId = text(call, 'message_effect_id');
  if (effectId !== '' && place.dialog.chat.type !== 'private')
    throw badRequest("can't use message effects in the chat");
  return {
    ...place,
    threadId: readThread(call, place.dialog),
    reply: readReply(call, place.dialog),
    markup,
    isProtected: boolean(call, 'protect_content'),
    effectId: effectId === '' ? undefined : effectId,
  };
}

/** Writes one message of the bot and shows it to everybody who is there. */
export function deliver(call: ApiCall, to: Destination, content: MessageContent): Message {
  return deliverStored(call, to, content).message;
}

export function deliverStored(
  call: ApiCall,
  to: Destination,
  content: MessageContent,
  more: Partial<Pick<Message, 'forward_origin' | 'is_paid_post'>> = {},
): StoredMessage {
  const { world, bot } = call;
  const { dialog } = to;
  const stored = addMessage(world, to, {
    from: bot.user,
    bot,
    content,
    markup: to.markup,
    threadId: to.threadId,
    replyTo: to.reply?.stored.message,
    more: {
      ...more,
      ...(to.reply?.quote === undefined ? {} : { quote: to.reply.quote }),
      ...(to.isProtected ? { has_protected_content: true as const } : {}),
      ...(to.effectId === undefined ? {} : { effect_id: to.effectId }),
    },
  });
  if (dialog.chat.type === 'private') showMessage(world, bot, dialog, stored);
  else
    for (const other of botsSeeing(world, dialog, stored)) {
      if (other.id === bot.id || dialog.chat.type !== 'channel') continue;
      other.push({
        kind: 'channel_post',
        payload: { ...stored.message },
        lane: `chat:${dialog.chat.id}`,
      });
    }
  return stored;
}

/** `sendX`: the destination is read after the content, as the real server does. */
export const send = (call: ApiCall, content: MessageContent): Message =>
  deliver(call, readDestination(call), content);
