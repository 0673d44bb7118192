// What is said in plain words, sent as media, or pressed on a button nobody knows any more: all of it is answered.
import { Composer } from 'grammy';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { onPress, toast } from '#surfaces/bot/ui';
import { offerButton } from './buttons.ts';
import { messages } from './messages.ts';
import { pressOffer } from './offer.ts';
import { pickRoute } from './route.ts';
import { listRoutes, type TalkDeps } from './routes.ts';

export { offer } from './offer.ts';

export function createTalk(deps: TalkDeps): Composer<BotContext> {
  const routes = listRoutes(deps);
  const composer = new Composer<BotContext>();

  onPress(composer, offerButton, (ctx, { action }) => pressOffer(deps, ctx, action));

  composer.on('callback_query', async (ctx) => {
    mark({ feature: 'stale' });
    await toast(ctx, messages[ctx.locale].stale);
  });

  composer.on('pre_checkout_query', async (ctx) => {
    mark({ feature: 'payment' });
    await ctx.answerPreCheckoutQuery(false, messages[ctx.locale].notForSale);
  });

  composer.use(async (ctx) => {
    const route = await pickRoute(routes, ctx);
    mark({ feature: route?.name ?? 'nobody', ...(!route && { outcome: 'ignored' as const }) });
    await route?.take(ctx);
  });
  return composer;
}
