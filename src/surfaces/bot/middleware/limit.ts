import type { NextFunction } from 'grammy';
import type { Clock } from '#kernel';
import type { Kv } from '#platform/kv';
import { currentScope, mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { keyOf } from '#surfaces/bot/questions';
import { say, toast } from '#surfaces/bot/ui';
import { messages } from '../messages.ts';

export interface LimitDeps {
  kv: Pick<Kv, 'set'>;
  clock: Clock;
  /** False for an update beyond what one person may send in a while. */
  admit: (key: string, arrivedAt: Date) => boolean;
  withinMs: number;
}

/** Too many at once are told so one time; presses always, because each of them is waited for. */
export function limit(deps: LimitDeps) {
  return async (ctx: BotContext, next: NextFunction): Promise<void> => {
    const key = keyOf(ctx);
    const isPayment = ctx.preCheckoutQuery ?? ctx.message?.successful_payment;
    const scope = currentScope();
    // An update that is run again was admitted the first time.
    if (isPayment || (scope?.attempt ?? 1) > 1) return next();
    if (deps.admit(key, scope?.arrivedAt ?? deps.clock.now())) return next();
    mark({ feature: 'limit', outcome: 'limited' });
    const words = messages[ctx.locale].tooFast(Math.ceil(deps.withinMs / 1_000));
    if (ctx.callbackQuery) await toast(ctx, words);
    else if (await isFirstNotice(deps, key)) await say(ctx, words);
  };
}

// A row and not a variable: the next holder of the seat does not say it again.
async function isFirstNotice({ kv, clock, withinMs }: LimitDeps, key: string): Promise<boolean> {
  const expiresAt = new Date(clock.now().getTime() + withinMs);
  return (await kv.set(`too_fast:${key}`, true, { version: 0, expiresAt })) !== undefined;
}
