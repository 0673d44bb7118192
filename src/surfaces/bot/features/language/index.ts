// The language of the answers: Telegram's until another is chosen.
import { Composer } from 'grammy';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { say } from '#surfaces/bot/ui';
import { createLanguageMenu, type LanguageDeps } from './menu.ts';
import { messages } from './messages.ts';

export { messages as languageMessages } from './messages.ts';

export interface LanguageFeature {
  composer: Composer<BotContext>;
  open: (ctx: BotContext) => Promise<void>;
}

export function createLanguage(deps: LanguageDeps): LanguageFeature {
  const menu = createLanguageMenu(deps);
  const open = async (ctx: BotContext): Promise<void> => {
    mark({ feature: 'language' });
    await say(ctx, messages[ctx.locale].choose, { keyboard: menu });
  };
  const composer = new Composer<BotContext>();
  composer.use(menu);
  composer.command('language', open);
  return { composer, open };
}
