// The way out of any question. By the time a command gets here, its question has been left already.
import { Composer } from 'grammy';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { say } from '#surfaces/bot/ui';
import { messages } from './messages.ts';

export { messages as cancelMessages } from './messages.ts';

export function createCancel(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('cancel', async (ctx) => {
    mark({ feature: 'cancel' });
    const t = messages[ctx.locale];
    await say(ctx, ctx.hasLeftQuestion ? t.cancelled : t.nothing);
  });
  return composer;
}
