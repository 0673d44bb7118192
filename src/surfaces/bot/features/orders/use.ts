import type { InlineKeyboardButton } from 'grammy/types';
import type { Model } from '#modules/catalogue';
import type { BotContext } from '#surfaces/bot/context';
import { say, toast } from '#surfaces/bot/ui';
import { followButton, useFileButton } from './buttons.ts';
import type { OrdersDeps } from './deps.ts';
import { messages } from './messages.ts';
import { findOr } from './orders.ts';
import { canShow, listShown } from './result.ts';
import { namesOf, taskNames, trackNames, waysOn } from './ways.ts';

const mostFiles = 10;

/** What the result is good for: follow-ups of its own family, and every model that takes such a file. */
export async function askUse(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  const t = messages[ctx.locale];
  const found = await findOr(deps, ctx, id);
  if (!found) return;
  const files = (await listShown(deps, id)).slice(0, mostFiles);
  const [only] = files;
  const follow = waysOn(deps, found, files);
  if (!only && follow.length === 0) return toast(ctx, t.noFiles, { isAlert: true });
  if (only && files.length === 1 && follow.length === 0) return deps.offerFile(ctx, only);
  const pick = files.map((file, at) => [
    useFileButton.make(files.length === 1 ? t.asInput : t.buttons.track(at + 1), { file: file.id }),
  ]);
  const ways = follow.map(({ model, at }) => [
    followButton.make(labelOf(model, { at, of: files.length }, ctx), {
      id,
      key: deps.keyOf(model),
      at,
    }),
  ]);
  await say(ctx, files.length > 1 ? t.askTrack : t.askUse, {
    keyboard: { inline_keyboard: [...pick, ...ways] satisfies InlineKeyboardButton[][] },
  });
}

const labelOf = (
  { title }: Model,
  { at, of }: { at: number; of: number },
  { locale }: BotContext,
): string => (of > 1 ? `${title[locale]} · ${at + 1}` : title[locale]);

/** The form of a follow-up: what it goes on from is filled in already. */
export async function follow(
  deps: OrdersDeps,
  ctx: BotContext,
  { id, key, at }: { id: string; key: string; at: number },
): Promise<void> {
  const t = messages[ctx.locale];
  const found = await findOr(deps, ctx, id);
  if (!found) return;
  const model = deps.modelBy(key);
  if (!model) return toast(ctx, t.gone, { isAlert: true });
  const file = (await listShown(deps, id))[at];
  const input: Record<string, string> = {};
  for (const name of namesOf(model)) {
    if (taskNames.has(name) && found.taskId !== undefined) input[name] = found.taskId;
    if (trackNames.has(name) && file?.trackId !== undefined) input[name] = file.trackId;
  }
  await deps.openForm(ctx, { modelId: model.id, input });
}

export async function useFile(
  deps: OrdersDeps,
  ctx: BotContext,
  { file: fileId }: { file: string },
): Promise<void> {
  const file = await deps.files.find({ userId: ctx.user.id, fileId });
  if (file && canShow(file)) return deps.offerFile(ctx, file);
  await toast(ctx, messages[ctx.locale].noFiles, { isAlert: true });
}
