import { isDeepStrictEqual } from 'node:util';
import { type Context, GrammyError } from 'grammy';
import type { InlineKeyboardMarkup, Message, ReplyParameters } from 'grammy/types';
import { toFormatted, type Words } from './fmt.ts';
import type { Screens } from './screens.ts';

export interface SayOptions {
  keyboard?: InlineKeyboardMarkup | undefined;
  replyTo?: number | undefined;
}

/** A context that may remember what it showed a moment ago. */
type Showing = Context & { screens?: Screens };

/** A new message to the chat of the update. */
export function say(ctx: Context, words: Words, options: SayOptions = {}): Promise<Message> {
  const { text, entities } = toFormatted(words);
  return ctx.reply(text, {
    ...(entities.length > 0 && { entities }),
    ...(options.keyboard && { reply_markup: options.keyboard }),
    ...(options.replyTo !== undefined && { reply_parameters: replyTo(options.replyTo) }),
    link_preview_options: { is_disabled: true },
  });
}

/** The message that was replied to may be gone: the answer must arrive all the same. */
const replyTo = (messageId: number): ReplyParameters => ({
  message_id: messageId,
  allow_sending_without_reply: true,
});

/** The pressed message turns into this; a message too old to be edited is followed by a new one. */
export async function show(ctx: Showing, words: Words, options: SayOptions = {}): Promise<void> {
  const shown = ctx.callbackQuery?.message;
  if (!shown || shown.date === 0 || !('text' in shown)) {
    await say(ctx, words, options);
    return;
  }
  const { text, entities } = toFormatted(words);
  const wanted = { text, keyboard: options.keyboard };
  if (shows(shown, wanted) || ctx.screens?.isShown(shown, wanted)) return;
  try {
    ctx.screens?.note(shown, wanted);
    await ctx.editMessageText(text, {
      ...(entities.length > 0 && { entities }),
      ...(options.keyboard && { reply_markup: options.keyboard }),
      link_preview_options: { is_disabled: true },
    });
  } catch (error) {
    ctx.screens?.forget(shown);
    if (!isGone(error)) throw error;
    await say(ctx, words, options);
  }
}

/** An earlier message of ours turns into this, or is followed by a new one; its id from now on. */
export async function editShown(
  ctx: Context,
  {
    messageId,
    words,
    keyboard,
  }: { messageId: number; words: Words } & Pick<SayOptions, 'keyboard'>,
): Promise<number> {
  const { text, entities } = toFormatted(words);
  if (ctx.chatId === undefined) return messageId;
  try {
    await ctx.api.editMessageText(ctx.chatId, messageId, text, {
      ...(entities.length > 0 && { entities }),
      ...(keyboard && { reply_markup: keyboard }),
      link_preview_options: { is_disabled: true },
    });
    return messageId;
  } catch (error) {
    if (!isGone(error)) throw error;
    return (await say(ctx, words, { keyboard })).message_id;
  }
}

const goneTexts = ['message to edit not found', "message can't be edited"];

const isGone = (error: unknown) =>
  error instanceof GrammyError && goneTexts.some((text) => error.description.includes(text));

function shows(
  message: Message,
  wanted: { text: string; keyboard: InlineKeyboardMarkup | undefined },
): boolean {
  // A menu of the plugin is rendered later, on its way out: it cannot be compared here.
  return (
    message.text === wanted.text &&
    isPlain(wanted.keyboard) &&
    isDeepStrictEqual(message.reply_markup?.inline_keyboard, wanted.keyboard?.inline_keyboard)
  );
}

const isPlain = (keyboard: InlineKeyboardMarkup | undefined) =>
  keyboard === undefined || Object.getPrototypeOf(keyboard) === Object.prototype;

const mostToast = 200;

/** A line over the chat; it disappears by itself. */
export async function toast(
  ctx: Context,
  text: string,
  options: { isAlert?: boolean } = {},
): Promise<void> {
  await ctx.answerCallbackQuery({
    text: Array.from(text).slice(0, mostToast).join(''),
    ...(options.isAlert && { show_alert: true }),
  });
}
