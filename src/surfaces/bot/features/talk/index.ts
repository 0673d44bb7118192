// What is said in plain words, sent as media, or pressed on a button nobody knows any more: all of it is answered.
import { mark } from '#surfaces/bot/api';
import { createEntrances, inTurn, type Step, toast } from '#surfaces/bot/ui';
import { offerButton } from './buttons.ts';
import { messages } from './messages.ts';
import { pressOffer } from './offer.ts';
import { pickRoute } from './route.ts';
import { listRoutes, type TalkDeps } from './routes.ts';

export { offer } from './offer.ts';

export function createTalk(deps: TalkDeps): Step {
  const routes = listRoutes(deps);
  const entrances = createEntrances();
  entrances.onPress(offerButton, (ctx, { action }) => pressOffer(deps, ctx, action));

  const takeRest: Step = async (ctx) => {
    if (ctx.callbackQuery) {
      mark({ feature: 'stale' });
      return toast(ctx, messages[ctx.locale].stale);
    }
    if (ctx.preCheckoutQuery) {
      mark({ feature: 'payment' });
      await ctx.answerPreCheckoutQuery(false, messages[ctx.locale].notForSale);
      return;
    }
    const route = await pickRoute(routes, ctx);
    mark({ feature: route?.name ?? 'nobody', ...(!route && { outcome: 'ignored' as const }) });
    await route?.take(ctx);
  };
  return inTurn(entrances.step, takeRest);
}
