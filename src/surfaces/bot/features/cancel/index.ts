// The way out of any question. By the time a command gets here, its question has been left already.
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { createEntrances, type Step, say } from '#surfaces/bot/ui';
import { messages } from './messages.ts';

export { messages as cancelMessages } from './messages.ts';

export interface CancelDeps {
  /** Of a form that was asking; false when there was none. */
  sayPaused: (ctx: BotContext) => Promise<boolean>;
}

export function createCancel({ sayPaused }: CancelDeps): Step {
  const entrances = createEntrances();
  entrances.onCommand('cancel', async (ctx) => {
    mark({ feature: 'cancel' });
    if (await sayPaused(ctx)) return;
    const t = messages[ctx.locale];
    await say(ctx, ctx.hasLeftQuestion ? t.cancelled : t.nothing);
  });
  return entrances.step;
}
