import type { BotContext } from '#surfaces/bot/context';

/** Whoever claims a message first takes it. The order of the table is the order of claims. */
export interface Route {
  name: string;
  claims: (ctx: BotContext) => boolean;
  take: (ctx: BotContext) => Promise<void>;
}

export const pickRoute = (routes: readonly Route[], ctx: BotContext): Route | undefined =>
  routes.find((route) => route.claims(ctx));
