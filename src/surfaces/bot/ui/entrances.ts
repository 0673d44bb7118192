import { Context } from 'grammy';
import type { BotContext } from '#surfaces/bot/context';
import type { Button } from './button.ts';
import { isCommand } from './command.ts';
import type { Step } from './in-turn.ts';

export interface Entrances {
  /** `words`: what was written behind the command. */
  onCommand(
    name: string,
    take: (...given: [...Parameters<Step>, words: string]) => Promise<void>,
  ): void;
  /** Data the button cannot read are left for whoever answers stale presses. */
  onPress<P>(button: Button<P>, take: (ctx: BotContext, params: P) => Promise<void>): void;
  step: Step;
}

/** The commands and buttons a feature is entered by. One step for all: every update passes by every feature. */
export function createEntrances(): Entrances {
  const commands: { isIn: (ctx: BotContext) => boolean; step: Step }[] = [];
  const buttons: ((data: string) => Step | undefined)[] = [];

  const find = (ctx: BotContext): Step | undefined => {
    const data = ctx.callbackQuery?.data;
    if (data === undefined)
      return isCommand(ctx) ? commands.find(({ isIn }) => isIn(ctx))?.step : undefined;
    for (const read of buttons) {
      const step = read(data);
      if (step) return step;
    }
    return undefined;
  };

  return {
    onCommand: (name, take) => {
      const step: Step = (ctx, next) => take(ctx, next, String(ctx.match ?? ''));
      commands.push({ isIn: Context.has.command(name), step });
    },
    onPress: (button, take) => {
      buttons.push((data) => {
        const params = button.parse(data);
        return params === undefined ? undefined : (ctx) => take(ctx, params);
      });
    },
    step: (ctx, next) => (find(ctx) ?? pass)(ctx, next),
  };
}

const pass: Step = (_, next) => next();
