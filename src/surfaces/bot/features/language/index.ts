// The language of the answers: Telegram's until another is chosen.
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { createEntrances, inTurn, type Step, say, stepOf } from '#surfaces/bot/ui';
import { createLanguageMenu, type LanguageDeps } from './menu.ts';
import { messages } from './messages.ts';

export { messages as languageMessages } from './messages.ts';

export interface LanguageFeature {
  step: Step;
  open: (ctx: BotContext) => Promise<void>;
}

export function createLanguage(deps: LanguageDeps): LanguageFeature {
  const menu = createLanguageMenu(deps);
  const open = async (ctx: BotContext): Promise<void> => {
    mark({ feature: 'language' });
    await say(ctx, messages[ctx.locale].choose, { keyboard: menu });
  };
  const entrances = createEntrances();
  entrances.onCommand('language', open);
  return { step: inTurn(stepOf(menu), entrances.step), open };
}
