// The front door: who I am, and a button to every room.
import { Composer } from 'grammy';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { say } from '#surfaces/bot/ui';
import { createHomeMenu, type HomeDeps, hello } from './menu.ts';

export { messages as homeMessages } from './messages.ts';

export function createHome(deps: HomeDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const menu = createHomeMenu(deps);
  composer.use(menu);
  // A link may carry a payload we do not know, or no longer: the door opens all the same.
  composer.command('start', async (ctx) => {
    mark({ feature: 'home' });
    await say(ctx, hello(deps, ctx), { keyboard: menu });
  });
  return composer;
}
