import {
  type Bot,
  type Dialog,
  findDialog,
  findGroupByUsername,
  groupNoun,
  isPresent,
  type StoredMessage,
  type World,
} from '#sandbox/telegram/world';
import { type ApiCall, ApiFailure, badRequest, forbidden } from './call.ts';
import { has, integer, isObject, json, text } from './params.ts';

/** A chat the bot may look at. */
export interface Place {
  /** The bot whose private chat it is; undefined for groups. */
  readonly owner: Bot | undefined;
  readonly dialog: Dialog;
}

export const privateOwner = (bot: Bot, dialog: Dialog): Bot | undefined =>
  dialog.chat.type === 'private' ? bot : undefined;

export function findChat(call: ApiCall, name = 'chat_id'): Place {
  const chatId = text(call, name).trim();
  if (chatId === '') throw badRequest('chat_id is empty');
  const dialog = chatId.startsWith('@')
    ? findGroupByUsername(call.world, chatId.slice(1))
    : findDialog(call.world, call.bot, Number(chatId));
  if (dialog !== undefined) return { owner: privateOwner(call.bot, dialog), dialog };
  if ([...call.world.bots.values()].some((bot) => String(bot.id) === chatId))
    throw forbidden("bot can't send messages to bots");
  if (sharesGroup(call.world, call.bot, Number(chatId)))
    throw forbidden("bot can't initiate conversation with a user");
  throw badRequest('chat not found');
}

const sharesGroup = (world: World, bot: Bot, userId: number): boolean =>
  [...world.groups.values()].some(
    ({ members }) =>
      isPresent(members.get(bot.id)?.status) && isPresent(members.get(userId)?.status),
  );

/** A chat the bot may write to. */
export function findWritableChat(call: ApiCall, name = 'chat_id'): Place {
  const place = findChat(call, name);
  const { dialog } = place;
  if (dialog.chat.type === 'private') {
    if (call.world.people.get(dialog.chat.id)?.deactivated === true)
      throw forbidden('user is deactivated');
    if (dialog.blocked) throw forbidden('bot was blocked by the user');
    if (dialog.started) return place;
    throw sharesGroup(call.world, call.bot, dialog.chat.id)
      ? forbidden("bot can't initiate conversation with a user")
      : badRequest('chat not found');
  }
  checkMembership(call.bot, dialog);
  checkRights(call, dialog);
  return place;
}

export function checkMembership(bot: Bot, dialog: Dialog): void {
  if (dialog.migratedTo !== undefined)
    throw badRequest('group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: dialog.migratedTo,
    });
  if (dialog.deleted === true) throw forbidden('the group chat was deleted');
  const status = dialog.members.get(bot.id)?.status;
  if (status === 'kicked')
    throw forbidden(`bot was kicked from the ${groupNoun(dialog.chat)} chat`);
  if (!isPresent(status))
    throw forbidden(`bot is not a member of the ${groupNoun(dialog.chat)} chat`);
}

const nouns: Readonly<Record<string, string>> = {
  sendPhoto: 'photos',
  sendVideo: 'videos',
  sendAnimation: 'animations',
  sendAudio: 'music',
  sendDocument: 'documents',
  sendVoice: 'voice notes',
  sendVideoNote: 'video notes',
  sendSticker: 'stickers',
  sendPoll: 'polls',
};

/** A restricted bot may send nothing; in a channel only administrators write. */
function checkRights({ bot, method }: ApiCall, dialog: Dialog): void {
  const status = dialog.members.get(bot.id)?.status;
  const noun = nouns[method];
  if (status === 'restricted')
    throw badRequest(
      noun === undefined
        ? 'have no rights to send a message'
        : `not enough rights to send ${noun} to the chat`,
    );
  if (dialog.chat.type === 'channel' && status !== 'administrator' && status !== 'creator')
    throw badRequest('need administrator rights in the channel chat');
}

export function readThread(call: ApiCall, dialog: Dialog): number | undefined {
  const threadId = integer(call, 'message_thread_id');
  if (threadId === 0) return undefined;
  // https://github.com/tdlib/telegram-bot-api/issues/854: for some deleted topics nothing is refused.
  if (dialog.leakyTopics.has(threadId)) return undefined;
  if (!dialog.topics.has(threadId)) throw badRequest('message thread not found');
  return threadId;
}

export interface Reply {
  readonly stored: StoredMessage;
  readonly quote?: { readonly text: string; readonly position: number; readonly is_manual: true };
}

interface ReplyParameters {
  readonly messageId: number;
  readonly allowWithout: boolean;
  readonly quote: string;
}

function replyParameters(call: ApiCall): ReplyParameters | undefined {
  if (!has(call, 'reply_parameters')) {
    const messageId = integer(call, 'reply_to_message_id');
    if (messageId <= 0) return undefined;
    const allowWithout = ['true', '1', 'yes'].includes(text(call, 'allow_sending_without_reply'));
    return { messageId, allowWithout, quote: '' };
  }
  const complain = () => badRequest("can't parse reply parameters JSON object");
  const value = json(call, 'reply_parameters', complain);
  if (!isObject(value)) throw badRequest('object expected as reply parameters');
  const messageId = Number(value.message_id ?? 0);
  if (!Number.isInteger(messageId)) throw complain();
  if (messageId <= 0) return undefined;
  return {
    messageId,
    allowWithout: value.allow_sending_without_reply === true,
    quote: typeof value.quote === 'string' ? value.quote : '',
  };
}

export function readReply(call: ApiCall, dialog: Dialog): Reply | undefined {
  const wanted = replyParameters(call);
  if (wanted === undefined) return undefined;
  const stored = dialog.messages.get(wanted.messageId);
  if (stored === undefined) {
    if (wanted.allowWithout) return undefined;
    throw badRequest('message to be replied not found');
  }
  if (wanted.quote === '') return { stored };
  const whole = stored.message.text ?? stored.message.caption ?? '';
  const position = whole.indexOf(wanted.quote);
  if (position === -1) throw new ApiFailure(400, 'Bad Request: QUOTE_TEXT_INVALID');
  return { stored, quote: { text: wanted.quote, position, is_manual: true } };
}
