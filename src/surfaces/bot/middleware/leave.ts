import type { NextFunction } from 'grammy';
import type { BotContext } from '#surfaces/bot/context';
import type { Questions } from '#surfaces/bot/questions';
import { isCommand } from '#surfaces/bot/ui';

/** A command is never an answer: it leaves the question that was waiting. */
export function leaveOnCommand({
  leave,
  pause,
}: Pick<Questions, 'leave'> & { pause: (ctx: BotContext) => Promise<void> }) {
  return async (ctx: BotContext, next: NextFunction): Promise<void> => {
    if (isCommand(ctx)) {
      ctx.hasLeftQuestion = await leave(ctx);
      await pause(ctx);
    }
    await next();
  };
}
