import type { ClientMedia, ClientMessage } from '../client-types.ts';
import type { FileFacts, Message, ReplyMarkup } from '../types.ts';
import { botsOf, isPresent } from './dialogs.ts';
import type { Bot, Dialog, StoredMessage, World } from './types.ts';

/** The message as the page of the private chat shows it. */
export function toClientMessage(
  world: World,
  dialog: Dialog,
  { message, botId, markup, paid, reaction }: StoredMessage,
): ClientMessage {
  const media = mediaOf(world, message);
  return {
    ...message,
    client: {
      own: botId === undefined && message.from?.id === dialog.chat.id,
      ...(botId === undefined ? { read: true } : {}),
      ...(paid === true ? { paid } : {}),
      ...(reaction === undefined ? {} : { reaction }),
      ...(media.length === 0 ? {} : { media }),
      ...(markup !== undefined && 'force_reply' in markup
        ? {
            force_reply:
              markup.input_field_placeholder === undefined
                ? {}
                : { input_field_placeholder: markup.input_field_placeholder },
          }
        : {}),
    },
  };
}

const singles = [
  'animation',
  'video',
  'audio',
  'document',
  'voice',
  'video_note',
  'sticker',
] as const;

function mediaOf(world: World, message: Message): ClientMedia[] {
  const files: FileFacts[] = [];
  const photo = message.photo?.at(-1);
  if (photo !== undefined) files.push(photo);
  for (const kind of singles) {
    const file = message[kind];
    if (file !== undefined) files.push(file);
    if (kind === 'animation' && file !== undefined) break;
  }
  return files.map(({ file_id }) => clientMedia(world, file_id));
}

function clientMedia(world: World, fileId: string): ClientMedia {
  const file = world.files.find(fileId);
  return {
    file_id: fileId,
    url: `/client/file/${encodeURIComponent(fileId)}`,
    mime_type: file?.mime_type ?? 'application/octet-stream',
    ...(file?.file_name === undefined ? {} : { file_name: file.file_name }),
    ...(file === undefined ? {} : { file_size: file.file_size }),
    ...(file?.width === undefined ? {} : { width: file.width }),
    ...(file?.height === undefined ? {} : { height: file.height }),
    ...(file?.duration === undefined ? {} : { duration: file.duration }),
  };
}

/** A message of the bot reached the user: the page shows it, the chat action ends, keyboards change. */
export function showMessage(world: World, bot: Bot, dialog: Dialog, stored: StoredMessage): void {
  const userId = dialog.chat.id;
  if (dialog.action !== undefined && stored.botId !== undefined) {
    dialog.action = undefined;
    world.emit(bot, userId, { type: 'action_end' });
  }
  if (stored.botId !== undefined) endDraft(world, bot, dialog);
  if (world.isWatched(bot, userId))
    world.emit(bot, userId, { type: 'message', message: toClientMessage(world, dialog, stored) });
  if (stored.markup !== undefined) applyKeyboard(world, { bot, dialog }, stored.markup);
}

/** The streamed preview goes when the message arrives, when it is stopped, and after its 30 s. */
export function endDraft(world: World, bot: Bot, dialog: Dialog): void {
  const { draft } = dialog;
  if (draft === undefined) return;
  dialog.draft = undefined;
  world.emit(bot, dialog.chat.id, { type: 'draft_end', draft_id: draft.draft_id });
}

function applyKeyboard(
  world: World,
  { bot, dialog }: { bot: Bot; dialog: Dialog },
  markup: ReplyMarkup,
): void {
  if ('keyboard' in markup) dialog.replyKeyboard = markup;
  else if ('remove_keyboard' in markup) dialog.replyKeyboard = undefined;
  else return;
  world.saved({ kind: 'dialog', bot, dialog });
  world.emit(bot, dialog.chat.id, {
    type: 'reply_keyboard',
    reply_keyboard: dialog.replyKeyboard ?? null,
  });
}

/** Bots that get an update about a message in a group: privacy mode hides most of what people say. */
export function botsSeeing(world: World, dialog: Dialog, { message }: StoredMessage): Bot[] {
  return botsOf(world, dialog).filter((bot) => {
    const status = dialog.members.get(bot.id)?.status;
    if (!isPresent(status)) return false;
    if (status === 'administrator' || bot.profile.can_read_all_group_messages) return true;
    if (message.text === undefined && message.caption === undefined) return isService(message);
    return isForBot(bot, message);
  });
}

const isService = (message: Message): boolean =>
  message.photo === undefined && singles.every((kind) => message[kind] === undefined);

function isForBot(bot: Bot, message: Message): boolean {
  if (message.reply_to_message?.from?.id === bot.id) return true;
  const name = `@${bot.profile.username.toLowerCase()}`;
  return (message.entities ?? []).some(({ type, offset, length }) => {
    const part = message.text?.slice(offset, offset + length).toLowerCase() ?? '';
    if (type === 'bot_command') return !part.includes('@') || part.endsWith(name);
    return type === 'mention' && part === name;
  });
}
