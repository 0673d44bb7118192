// The front door: who I am, and a button to every room.
import { Composer } from 'grammy';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { creditsWords, join, say, show } from '#surfaces/bot/ui';
import { createHomeMenu, type HomeDeps, hello } from './menu.ts';
import { messages } from './messages.ts';

export { messages as homeMessages } from './messages.ts';

export interface HomeFeature {
  composer: Composer<BotContext>;
  /** The door in place of the message a button was pressed on. */
  open: (ctx: BotContext) => Promise<void>;
}

export function createHome(deps: HomeDeps): HomeFeature {
  const composer = new Composer<BotContext>();
  const menu = createHomeMenu(deps);
  composer.use(menu);
  // A link may carry a payload we do not know, or no longer: the door opens all the same.
  composer.command('start', async (ctx) => {
    mark({ feature: 'home' });
    const gift = await deps.welcome(ctx.user);
    const words = hello(deps, ctx);
    const tells = messages[ctx.locale].gift(creditsWords(gift, ctx.locale));
    await say(ctx, gift > 0n ? join([words, tells], '\n\n') : words, { keyboard: menu });
  });
  return {
    composer,
    open: async (ctx) => {
      mark({ feature: 'home' });
      await show(ctx, hello(deps, ctx), { keyboard: menu });
    },
  };
}
