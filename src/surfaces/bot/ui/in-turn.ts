import type { Middleware, NextFunction } from 'grammy';
import type { BotContext } from '#surfaces/bot/context';

/** A place that every update passes on its way; whoever takes it does not call `next`. */
export type Step = (ctx: BotContext, next: NextFunction) => Promise<void>;

/** One step after another. A step that lets an update pass costs nothing; grammY's own chain makes promises for each. */
export function inTurn(...steps: readonly Step[]): Step {
  return (ctx, next) => {
    const enter = (at: number): Promise<void> => {
      const step = steps[at];
      return step ? step(ctx, () => enter(at + 1)) : next();
    };
    return enter(0);
  };
}

/** A plugin's middleware is made once, and not for every update anew as grammY does. */
export function stepOf(plugin: Middleware<BotContext>): Step {
  const run = typeof plugin === 'function' ? plugin : plugin.middleware();
  return async (ctx, next) => {
    await run(ctx, next);
  };
}
