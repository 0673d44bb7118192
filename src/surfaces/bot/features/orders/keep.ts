import { GrammyError } from 'grammy';
import type { BotContext } from '#surfaces/bot/context';
import { toast } from '#surfaces/bot/ui';
import { keepButton, removeYesButton } from './buttons.ts';
import type { OrdersDeps } from './deps.ts';
import { messages } from './messages.ts';
import { findOr } from './orders.ts';
import { listShown, resultKeyboard } from './result.ts';

/** Into the favourites or out of them; the button then says what the next press does. */
export async function favour(
  deps: OrdersDeps,
  ctx: BotContext,
  { id, on }: { id: string; on: number },
): Promise<void> {
  const t = messages[ctx.locale];
  const found = await findOr(deps, ctx, id);
  if (!found) return;
  const of = { userId: ctx.user.id, generationId: id };
  if (on === 1) await deps.studio.addFavourite(of);
  else await deps.studio.removeFavourite(of);
  await toast(ctx, on === 1 ? t.favourite : t.notFavourite);
  await showResultKeys(deps, ctx, id);
}

export async function askRemove(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  const t = messages[ctx.locale];
  if (!(await findOr(deps, ctx, id))) return;
  await toast(ctx, t.askRemove, { isAlert: true });
  await editKeys(ctx, {
    inline_keyboard: [
      [removeYesButton.make(t.buttons.removeYes, { id })],
      [keepButton.make(t.buttons.keep, { id })],
    ],
  });
}

export async function keep(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  await toast(ctx, messages[ctx.locale].kept);
  await showResultKeys(deps, ctx, id);
}

/** Files, favourite and the messages that show it; the order stays in the history. */
export async function remove(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  if (!(await findOr(deps, ctx, id))) return;
  const userId = ctx.user.id;
  for (const file of await listShown(deps, id))
    await deps.files.remove({ userId, fileId: file.id });
  await deps.studio.removeFavourite({ userId, generationId: id });
  await toast(ctx, messages[ctx.locale].removed);
  const shown = await deps.outbox.messagesOf({ userId, subjectId: id });
  const pressed = ctx.callbackQuery?.message?.message_id;
  const ids = [...new Set([...shown, ...(pressed === undefined ? [] : [pressed])])];
  if (ids.length > 0 && ctx.chatId !== undefined) await deleteAll(ctx, ids);
}

const atOnce = 100;

async function deleteAll(ctx: BotContext, ids: readonly number[]): Promise<void> {
  try {
    for (let at = 0; at < ids.length; at += atOnce)
      await ctx.deleteMessages(ids.slice(at, at + atOnce));
  } catch (error) {
    // Old messages stay; their buttons say what is gone.
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    await editKeys(ctx, { inline_keyboard: [] });
  }
}

async function showResultKeys(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  const found = await deps.generation.find({ userId: ctx.user.id, generationId: id });
  if (!found) return;
  const [files, favourites] = await Promise.all([
    listShown(deps, id),
    deps.studio.favouritesAmong(ctx.user.id, [id]),
  ]);
  await editKeys(
    ctx,
    resultKeyboard(deps, found, {
      locale: ctx.locale,
      files,
      isFavourite: favourites.has(id),
    }),
  );
}

type Keys = ReturnType<typeof resultKeyboard>;

async function editKeys(ctx: BotContext, keyboard: Keys): Promise<void> {
  const message = ctx.callbackQuery?.message;
  if (!message || message.date === 0) return;
  const { inline_keyboard: shown = [] } = ('reply_markup' in message && message.reply_markup) || {};
  if (JSON.stringify(shown) === JSON.stringify(keyboard.inline_keyboard)) return;
  try {
    await ctx.editMessageReplyMarkup({ reply_markup: keyboard });
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
  }
}
