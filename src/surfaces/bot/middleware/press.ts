import type { NextFunction } from 'grammy';
import { currentScope } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';

/** A press that nobody answered would leave its button spinning. */
export async function answerPress(ctx: BotContext, next: NextFunction): Promise<void> {
  await next();
  if (ctx.callbackQuery && !currentScope()?.isPressAnswered) await ctx.answerCallbackQuery();
}
