// What is kept about a person, in their words.
import { Composer } from 'grammy';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { say } from '#surfaces/bot/ui';
import { messages } from './messages.ts';

export { messages as privacyMessages } from './messages.ts';

export function createPrivacy(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('privacy', async (ctx) => {
    mark({ feature: 'privacy' });
    await say(ctx, messages[ctx.locale].privacy);
  });
  return composer;
}
