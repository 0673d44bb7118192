import {
  addMessage,
  type Dialog,
  type StoredMessage,
  showEdit,
  showMessage,
} from '#sandbox/telegram/world';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { boolean, has, integer, isObject, json } from './params.ts';
import { reactionEmoji } from './reactions.data.ts';
import { findWritableChat, type Place } from './target.ts';

function checkMayPin(call: ApiCall, dialog: Dialog): void {
  if (dialog.chat.type === 'private') return;
  const status = dialog.members.get(call.bot.id)?.status;
  if (status !== 'administrator' && status !== 'creator')
    throw badRequest('not enough rights to manage pinned messages in the chat');
}

function pinChatMessage(call: ApiCall): true {
  const place = findWritableChat(call);
  const { dialog, owner } = place;
  const messageId = integer(call, 'message_id');
  if (messageId <= 0) throw badRequest('message identifier is not specified');
  const stored = dialog.messages.get(messageId);
  if (stored === undefined) throw badRequest('message to pin not found');
  checkMayPin(call, dialog);
  unpin(dialog, messageId);
  dialog.pinned.push(messageId);
  const notice = addMessage(call.world, place, {
    from: call.bot.user,
    bot: call.bot,
    content: { pinned_message: { ...stored.message } },
  });
  if (owner !== undefined && !boolean(call, 'disable_notification'))
    showMessage(call.world, owner, dialog, notice);
  call.world.saved({ kind: 'dialog', bot: owner, dialog });
  return true;
}

function unpin(dialog: Dialog, messageId: number): boolean {
  const at = dialog.pinned.indexOf(messageId);
  if (at === -1) return false;
  dialog.pinned.splice(at, 1);
  return true;
}

function unpinChatMessage(call: ApiCall): true {
  const { dialog, owner } = findWritableChat(call);
  checkMayPin(call, dialog);
  const messageId = has(call, 'message_id')
    ? integer(call, 'message_id')
    : (dialog.pinned.at(-1) ?? 0);
  if (!dialog.messages.has(messageId)) throw badRequest('message to unpin not found');
  unpin(dialog, messageId);
  call.world.saved({ kind: 'dialog', bot: owner, dialog });
  return true;
}

function unpinAllChatMessages(call: ApiCall): true {
  const { dialog, owner } = findWritableChat(call);
  checkMayPin(call, dialog);
  dialog.pinned.length = 0;
  call.world.saved({ kind: 'dialog', bot: owner, dialog });
  return true;
}

/** A bot sets one plain reaction at most. */
function setMessageReaction(call: ApiCall): true {
  const emoji = readReaction(call);
  const place = findWritableChat(call);
  const stored = place.dialog.messages.get(integer(call, 'message_id'));
  if (stored === undefined) throw badRequest('message to react not found');
  react(call, place, { stored, emoji });
  return true;
}

function readReaction(call: ApiCall): string | undefined {
  const cannot = (why: string) => badRequest(`can't parse ReactionType: ${why}`);
  const value = json(call, 'reaction', () => badRequest("can't parse reaction types JSON object"));
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw badRequest('expected an Array of ReactionType');
  const [first, ...rest] = value;
  if (first === undefined) return undefined;
  if (rest.length > 0) throw badRequest('REACTIONS_TOO_MANY');
  if (!isObject(first)) throw cannot('expected an Object');
  if (first.type === 'emoji') {
    const { emoji } = first;
    if (typeof emoji !== 'string' || !reactionEmoji.includes(emoji.replaceAll('\ufe0f', '')))
      throw badRequest('REACTION_INVALID');
    return emoji;
  }
  throw first.type === 'custom_emoji' || first.type === 'paid'
    ? badRequest('REACTION_INVALID')
    : cannot('invalid reaction type specified');
}

function react(
  call: ApiCall,
  { owner, dialog }: Place,
  { stored, emoji }: { stored: StoredMessage; emoji: string | undefined },
): void {
  stored.reaction = emoji;
  call.world.saved({ kind: 'message', bot: owner, dialog, stored });
  showEdit(call.world, { owner, dialog }, stored);
}

export const pinMethods: ApiGroup = {
  pinChatMessage,
  unpinChatMessage,
  unpinAllChatMessages,
  setMessageReaction,
};
