import { type Field, fieldsOf, type Input } from '#modules/catalogue';
import type { View } from '#modules/studio';
import type { BotContext } from '#surfaces/bot/context';
import { say, toast } from '#surfaces/bot/ui';
import { linkButton } from './buttons.ts';
import type { CreateDeps } from './deps.ts';
import { expect, screenOf, showTurn, turningOf } from './desk.ts';
import { give, placesFor } from './given-file.ts';
import { label, moveKey } from './keyboard.ts';
import { messages } from './messages.ts';

const mostPlaces = 3;

/** Nothing but an address, where words are asked and the form takes files: it may be meant for one of those. */
export const isStrayLink = (view: View, { widget }: Field, text: string): boolean =>
  widget.kind === 'text' &&
  widget.format === undefined &&
  /^https?:\/\/\S+$/i.test(text.trim()) &&
  placesFor(view).length > 0;

/** The link stays in the message that is replied to; the question stays on the table. */
export async function offerLink(deps: CreateDeps, ctx: BotContext, view: View): Promise<void> {
  const t = messages[ctx.locale];
  const { draft } = view;
  const { words, keyboard } = await screenOf(deps, ctx, view, { notes: [t.givenLink] });
  const places = placesFor(view)
    .slice(0, mostPlaces)
    .map(({ index, field }) => [
      linkButton.make(label(t.giveTo(field.title[ctx.locale] || field.name)), {
        draft: draft.id,
        field: index,
      }),
    ]);
  const rows = [...places, [moveKey(draft, 'words', t.asWords)], ...keyboard.inline_keyboard];
  await say(ctx, words, { keyboard: { inline_keyboard: rows }, replyTo: ctx.msgId });
  expect(ctx, draft);
}

const linkOf = (ctx: BotContext): string | undefined =>
  ctx.callbackQuery?.message?.reply_to_message?.text;

export async function pressLink(
  deps: CreateDeps,
  ctx: BotContext,
  pressed: { draft: string; field: number },
): Promise<void> {
  const turn = await deps.studio.view({ userId: ctx.user.id, draftId: pressed.draft });
  if (turn.kind !== 'taken') return showTurn(deps, ctx, turn);
  const { view } = turn;
  const text = linkOf(ctx);
  const place = placesFor(view).find(({ index }) => index === pressed.field);
  const field = fieldsOf(view.form, view.draft.state)[pressed.field];
  if (text === undefined) return toast(ctx, messages[ctx.locale].linkGone, { isAlert: true });
  if (!place || !field) return showTurn(deps, ctx, { kind: 'stale', view });
  const input: Input = { kind: 'text', text };
  await showTurn(deps, ctx, await give(deps, ctx, { view, field, inputs: [input] }));
}

/** It was meant as words after all. */
export async function takeLinkAsWords(
  deps: CreateDeps,
  ctx: BotContext,
  { draft }: View,
): Promise<void> {
  const text = linkOf(ctx);
  const { awaiting } = draft;
  if (text === undefined || awaiting?.what !== 'field')
    return toast(ctx, messages[ctx.locale].linkGone, { isAlert: true });
  const turning = turningOf(ctx, { draft: draft.id, rev: draft.rev });
  const move = { do: 'answer', path: awaiting.path, input: { kind: 'text', text } } as const;
  await showTurn(deps, ctx, await deps.studio.act(turning, move));
}
