import type { Message, ReplyMarkup } from '../types.ts';
import type { Bot, Dialog, StoredMessage, World } from './types.ts';
import { toClientMessage } from './visible.ts';

interface Place {
  readonly owner: Bot | undefined;
  readonly dialog: Dialog;
}

export function changeMessage(
  world: World,
  { owner, dialog }: Place,
  change: { stored: StoredMessage; message: Message; markup: ReplyMarkup | undefined },
): void {
  const { stored } = change;
  stored.message = change.message;
  stored.markup = change.markup;
  world.saved({ kind: 'message', bot: owner, dialog, stored });
  showEdit(world, { owner, dialog }, stored);
}

/** Something of a message that is not in the Bot API's view of it changed, too. */
export function showEdit(world: World, { owner, dialog }: Place, stored: StoredMessage): void {
  if (owner === undefined || !world.isWatched(owner, dialog.chat.id)) return;
  world.emit(owner, dialog.chat.id, {
    type: 'edit',
    message: toClientMessage(world, dialog, stored),
  });
}

export function removeMessages(
  world: World,
  { owner, dialog }: Place,
  ids: readonly number[],
): void {
  for (const id of ids) {
    dialog.messages.delete(id);
    const pinnedAt = dialog.pinned.indexOf(id);
    if (pinnedAt !== -1) dialog.pinned.splice(pinnedAt, 1);
  }
  world.saved({ kind: 'deleted', bot: owner, dialog, ids });
  if (owner !== undefined) world.emit(owner, dialog.chat.id, { type: 'delete', message_ids: ids });
}
