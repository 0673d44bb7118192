import type { Message, MessageContent, ReplyMarkup, User } from '../types.ts';
import type { Bot, Dialog, StoredMessage, World } from './types.ts';

/** More than the chat page is ever asked to scroll; a bench would fill the memory otherwise. */
const messagesPerDialog = 10_000;

export interface NewMessage {
  readonly from: User | undefined;
  readonly bot: Bot | undefined;
  readonly content: MessageContent;
  readonly markup?: ReplyMarkup | undefined;
  readonly threadId?: number | undefined;
  /** The message is the first of a topic: its id is the topic's. */
  readonly opensTopic?: true;
  readonly replyTo?: Message | undefined;
  readonly more?: Partial<
    Pick<
      Message,
      | 'forward_origin'
      | 'quote'
      | 'has_protected_content'
      | 'effect_id'
      | 'is_paid_post'
      | 'via_bot'
    >
  >;
}

/** `owner` is the bot whose private chat it is: it owns the row of message ids. */
export function addMessage(
  world: World,
  place: { owner: Bot | undefined; dialog: Dialog },
  input: NewMessage,
): StoredMessage {
  const { dialog, owner } = place;
  const id = nextMessageId(world, place);
  const threadId = input.opensTopic === true ? id : input.threadId;
  const message: Message = {
    message_id: id,
    ...(threadId === undefined ? {} : { message_thread_id: threadId }),
    ...(input.from === undefined ? {} : { from: input.from }),
    chat: dialog.chat,
    date: world.clock.seconds(),
    ...(threadId === undefined ? {} : { is_topic_message: true as const }),
    ...input.more,
    ...(input.replyTo === undefined ? {} : { reply_to_message: withoutReply(input.replyTo) }),
    ...input.content,
    ...(input.markup !== undefined && 'inline_keyboard' in input.markup && hasButtons(input.markup)
      ? { reply_markup: input.markup }
      : {}),
  };
  const stored: StoredMessage = { message, botId: input.bot?.id, markup: input.markup };
  keepMessage(dialog, stored);
  world.saved({ kind: 'message', bot: owner, dialog, stored });
  return stored;
}

/** Puts a message into its place; past the limit the oldest goes. */
export function keepMessage({ messages }: Dialog, stored: StoredMessage): void {
  messages.set(stored.message.message_id, stored);
  for (const oldest of messages.keys()) {
    if (messages.size <= messagesPerDialog) return;
    messages.delete(oldest);
  }
}

function nextMessageId(world: World, place: { owner: Bot | undefined; dialog: Dialog }): number {
  return world.nextNumber(
    place.owner === undefined ? `message:${place.dialog.chat.id}` : `message:${place.owner.id}`,
  );
}

const hasButtons = (markup: { inline_keyboard: readonly (readonly unknown[])[] }): boolean =>
  markup.inline_keyboard.some((row) => row.length > 0);

/** A reply shows one level only. */
export function withoutReply(message: Message): Message {
  if (message.reply_to_message === undefined) return message;
  const { reply_to_message: _, ...rest } = message;
  return rest;
}
