import type { Stage } from '#modules/lottery';
import type { BotContext } from '#surfaces/bot/context';
import { say } from '#surfaces/bot/ui';
import type { LotteryDeps } from './deps.ts';
import { barrier } from './gate.ts';
import type { Screen } from './rows.ts';
import { answerScreen } from './screens.ts';

/** While the source is really asked, the chat shows that something is under way. */
export async function withStages<T>(
  ctx: BotContext,
  work: (onStage: (stage: Stage) => void) => Promise<T>,
): Promise<T> {
  let typing: Promise<unknown> | undefined;
  const result = await work((stage) => {
    // It is a courtesy: that it could not be shown must not take the answer away.
    if (stage === 'fetching')
      typing ??= ctx.replyWithChatAction('typing').catch((error: unknown) => error);
  });
  await typing;
  return result;
}

/** Words about lotteries in the chat. Worry is answered before anything is asked in return. */
export async function answer(deps: LotteryDeps, ctx: BotContext, text: string): Promise<void> {
  const { words, keyboard } = await answerTo(deps, ctx, text);
  await say(ctx, words, {
    ...(keyboard.inline_keyboard.length > 0 && { keyboard }),
    replyTo: ctx.message ? ctx.msgId : undefined,
  });
}

async function answerTo(deps: LotteryDeps, ctx: BotContext, text: string): Promise<Screen> {
  const isWorry = deps.claims(text) === 'distress';
  const barred = isWorry ? undefined : await barrier(deps.people, ctx, 'text');
  if (barred) return barred;
  const advice = await withStages(ctx, (onStage) =>
    deps.adviser.advise(text, { locale: ctx.locale, onStage }),
  );
  return answerScreen(ctx.locale, { advice, lotteries: await deps.adviser.list() });
}
