import type { NextFunction } from 'grammy';
import type { BotContext } from '#surfaces/bot/context';
import type { Questions } from '#surfaces/bot/questions';
import { isCommand } from '#surfaces/bot/ui';

/** A command is never an answer: it leaves the question that was waiting. */
export function leaveOnCommand(questions: Questions) {
  return async (ctx: BotContext, next: NextFunction): Promise<void> => {
    if (isCommand(ctx)) ctx.hasLeftQuestion = await questions.leave(ctx);
    await next();
  };
}
