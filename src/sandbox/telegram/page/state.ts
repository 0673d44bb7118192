import { type Feed, merge, reconcile, without } from './feed.ts';
import type {
  Bot,
  ChatEvent,
  ChatState,
  Command,
  Draft,
  MenuButton,
  Message,
  ReplyKeyboard,
} from './types.ts';

/** All that one user sees of the chat. */
export interface Chat {
  readonly bot: Bot;
  readonly commands: readonly Command[];
  readonly menuButton: MenuButton;
  readonly feed: Feed;
  readonly hasMore: boolean;
  readonly draft: Draft | undefined;
  readonly action: { readonly action: string; readonly until: number } | undefined;
  readonly keyboard: ReplyKeyboard | undefined;
  readonly blocked: boolean;
  readonly stars: number;
}

/** The server's whole picture, laid over what was known before a break in the connection. */
export function toChat(state: ChatState, before?: Chat): Chat {
  const same = before?.bot.id === state.bot.id ? before : undefined;
  const feed = same ? reconcile(same.feed, state.messages, state.has_more) : state.messages;
  const keepsOlder = same !== undefined && feed[0]?.message_id === same.feed[0]?.message_id;
  return {
    bot: state.bot,
    commands: state.commands,
    menuButton: state.menu_button,
    feed,
    hasMore: keepsOlder ? same.hasMore : state.has_more,
    draft: state.draft,
    action: state.action,
    keyboard: state.reply_keyboard,
    blocked: state.blocked,
    stars: state.stars_balance,
  };
}

export const withOlder = (chat: Chat, page: readonly Message[], hasMore: boolean): Chat => ({
  ...chat,
  feed: merge(page, chat.feed),
  hasMore: hasMore && page.length > 0,
});

/** A message of the bot means that it has read what was written before, and that it no longer types. */
function receive(chat: Chat, message: Message): Chat {
  const feed = merge(chat.feed, [message]);
  if (message.client.own) return { ...chat, feed };
  return { ...chat, feed: feed.map(asRead), action: undefined, draft: undefined };
}

const asRead = (message: Message): Message =>
  message.client.own && !message.client.read
    ? { ...message, client: { ...message.client, read: true } }
    : message;

const asPaid =
  (id: number) =>
  (message: Message): Message =>
    message.message_id === id ? { ...message, client: { ...message.client, paid: true } } : message;

export function reduce(chat: Chat, event: ChatEvent): Chat {
  switch (event.type) {
    case 'message':
      return receive(chat, event.message);
    case 'edit':
      return chat.feed.some(({ message_id }) => message_id === event.message.message_id)
        ? { ...chat, feed: merge(chat.feed, [event.message]) }
        : chat;
    case 'delete':
      return { ...chat, feed: without(chat.feed, event.message_ids) };
    case 'action':
      return { ...chat, action: { action: event.action, until: event.until } };
    case 'action_end':
      return { ...chat, action: undefined };
    case 'draft':
      return { ...chat, draft: event };
    case 'draft_end':
      return chat.draft?.draft_id === event.draft_id ? { ...chat, draft: undefined } : chat;
    case 'commands':
      return { ...chat, commands: event.commands };
    case 'menu_button':
      return { ...chat, menuButton: event.menu_button };
    case 'reply_keyboard':
      return { ...chat, keyboard: event.reply_keyboard ?? undefined };
    case 'blocked':
      return { ...chat, blocked: event.blocked };
    case 'stars':
      return { ...chat, stars: event.stars_balance };
    case 'payment':
      return event.state === 'paid'
        ? { ...chat, feed: chat.feed.map(asPaid(event.message_id)) }
        : chat;
    case 'callback_answer':
    case 'link_payment':
    case 'toast':
      return chat;
  }
}
