import type { Composer } from 'grammy';
import type { BotContext } from '#surfaces/bot/context';
import type { Button } from './button.ts';

/** Data the button cannot read are left for whoever answers stale presses. */
export function onPress<P>(
  composer: Composer<BotContext>,
  button: Button<P>,
  take: (ctx: BotContext, params: P) => Promise<void>,
): void {
  // Not callbackQuery(): every press passes by all buttons, and its filters are several promises each.
  composer.use((ctx, next) => {
    const data = ctx.callbackQuery?.data;
    const params = data === undefined ? undefined : button.parse(data);
    return params === undefined ? next() : take(ctx, params);
  });
}
