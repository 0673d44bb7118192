// The front door: who I am, and a button to every room.
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import {
  createEntrances,
  creditsWords,
  inTurn,
  join,
  type Step,
  say,
  show,
  stepOf,
} from '#surfaces/bot/ui';
import { createHomeMenu, type HomeDeps, hello } from './menu.ts';
import { messages } from './messages.ts';

export { messages as homeMessages } from './messages.ts';

export interface HomeFeature {
  step: Step;
  /** The door in place of the message a button was pressed on. */
  open: (ctx: BotContext) => Promise<void>;
}

export function createHome(deps: HomeDeps): HomeFeature {
  const entrances = createEntrances();
  const menu = createHomeMenu(deps);
  // A link may carry a payload we do not know, or no longer: the door opens all the same.
  entrances.onCommand('start', async (ctx) => {
    mark({ feature: 'home' });
    const gift = await deps.welcome(ctx.user);
    const words = hello(deps, ctx);
    const tells = messages[ctx.locale].gift(creditsWords(gift, ctx.locale));
    await say(ctx, gift > 0n ? join([words, tells], '\n\n') : words, { keyboard: menu });
  });
  return {
    step: inTurn(stepOf(menu), entrances.step),
    open: async (ctx) => {
      mark({ feature: 'home' });
      await show(ctx, hello(deps, ctx), { keyboard: menu });
    },
  };
}
