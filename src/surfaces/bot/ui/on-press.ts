import type { Composer } from 'grammy';
import type { BotContext } from '#surfaces/bot/context';
import type { Button } from './button.ts';

/** Data the button cannot read are left for whoever answers stale presses. */
export function onPress<P>(
  composer: Composer<BotContext>,
  button: Button<P>,
  take: (ctx: BotContext, params: P) => Promise<void>,
): void {
  composer.callbackQuery(button.pattern, (ctx, next) => {
    const params = button.parse(ctx.callbackQuery.data);
    return params === undefined ? next() : take(ctx, params);
  });
}
