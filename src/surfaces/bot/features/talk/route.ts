import type { BotContext } from '#surfaces/bot/context';

/** Whoever claims a message first takes it. The order of the table is the order of claims. */
export interface Route {
  name: string;
  claims: (ctx: BotContext) => boolean | Promise<boolean>;
  take: (ctx: BotContext) => Promise<void>;
}

export async function pickRoute(
  routes: readonly Route[],
  ctx: BotContext,
): Promise<Route | undefined> {
  for (const route of routes) if (await route.claims(ctx)) return route;
  return undefined;
}
