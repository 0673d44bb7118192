import { type Credits, creditsOf } from '#kernel';
import type { View } from '#modules/studio';
import type { BotContext } from '#surfaces/bot/context';
import { creditsWords, fmt, show } from '#surfaces/bot/ui';
import type { CreateDeps } from './deps.ts';
import {
  acceptedBatchScreen,
  acceptedScreen,
  expect,
  showTurn,
  showView,
  turningOf,
} from './desk.ts';
import { freshView, type Pressed } from './fresh.ts';
import { confirmKey, moveKey } from './keyboard.ts';
import { lines, messages } from './messages.ts';

/** A button from before it told its price: of a series it asks anew, one order is watched over by its draft. */
export async function confirmPriceless(
  deps: CreateDeps,
  ctx: BotContext,
  pressed: Pressed,
): Promise<void> {
  const view = await freshView(deps, ctx, pressed);
  if (view?.series) await showView(deps, ctx, view, { notes: [messages[ctx.locale].series.look] });
  else if (view) await confirm(deps, ctx, pressed);
}

/** Once, however often it is pressed; at the price that was seen or less. */
export async function confirm(
  deps: CreateDeps,
  ctx: BotContext,
  { price, ...pressed }: Pressed & { price?: number },
): Promise<void> {
  const t = messages[ctx.locale];
  const atMost = price === undefined ? undefined : creditsOf(BigInt(price));
  const done = await deps.studio.submit({ ...turningOf(ctx, pressed), atMost });
  switch (done.kind) {
    case 'ordered': {
      const { draft } = done.view;
      const { words, keyboard } = acceptedScreen(deps, ctx, {
        ...draft,
        number: done.generation.number,
      });
      await show(ctx, words, { keyboard });
      expect(ctx, undefined);
      return;
    }
    case 'series_ordered': {
      const { words, keyboard } = acceptedBatchScreen(deps, ctx, {
        ...done.view.draft,
        batch: done.batch,
      });
      await show(ctx, words, { keyboard });
      expect(ctx, undefined);
      return;
    }
    case 'dearer':
      return showView(deps, ctx, done.view, {
        notes: [t.newPrice(creditsWords(done.before, ctx.locale))],
      });
    case 'series_short':
      return showView(deps, ctx, done.view);
    case 'unfunded':
      return showUnfunded(deps, ctx, done);
    case 'incomplete':
      return showView(deps, ctx, done.view);
    case 'file_gone':
      return showView(deps, ctx, done.view, { notes: [t.fileGone] });
    case 'unpriced':
      return showView(deps, ctx, done.view, { notes: [t.unpriced.other] });
    default:
      return showTurn(deps, ctx, done);
  }
}

async function showUnfunded(
  deps: CreateDeps,
  ctx: BotContext,
  { view, price }: { view: View; price: Credits },
): Promise<void> {
  const t = messages[ctx.locale];
  const { draft } = view;
  const { available } = await deps.ledger.balance(ctx.user.id);
  const missing = creditsOf(price > available ? price - available : 0n);
  const { telegramId } = ctx.user;
  const words = lines(
    [
      t.unfunded(creditsWords(missing, ctx.locale)),
      telegramId === undefined ? undefined : fmt`${t.yourId(telegramId)}`,
    ],
    '\n\n',
  );
  const keyboard = {
    inline_keyboard: [
      [confirmKey(draft, price, t.confirmAgain)],
      [moveKey(draft, 'panel', t.back), moveKey(draft, 'later', t.later)],
    ],
  };
  await show(ctx, words, { keyboard });
  expect(ctx, undefined);
}
