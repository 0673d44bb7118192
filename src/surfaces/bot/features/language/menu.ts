import { Menu } from '@grammyjs/menu';
import { type Locale, locales } from '#kernel';
import type { User, Users } from '#modules/users';
import { currentScope } from '#surfaces/bot/api';
import type { BotContext, MenuContext } from '#surfaces/bot/context';
import { show, toast } from '#surfaces/bot/ui';
import { languageNames, messages } from './messages.ts';

export interface LanguageDeps {
  users: Pick<Users, 'setLocale'>;
  /** Telegram shows the commands in its own language unless this chat is given others. */
  showCommands: (user: User) => Promise<void>;
}

const tick = (isChosen: boolean, label: string) => (isChosen ? `✓ ${label}` : label);

export function createLanguageMenu(deps: LanguageDeps): Menu<BotContext> {
  const choose = async (ctx: MenuContext, wanted: Locale | undefined): Promise<void> => {
    // A run that died may have chosen it and shown nothing of it.
    const isFirstRun = (currentScope()?.attempt ?? 1) === 1;
    if (isFirstRun && ctx.user.chosenLocale === wanted) {
      const t = messages[ctx.locale];
      await toast(ctx, wanted ? t.already : t.alreadyFollowed);
      return;
    }
    const user = await deps.users.setLocale(ctx.user.id, wanted);
    Object.assign(ctx, { user, locale: user.locale });
    const t = messages[user.locale];
    await toast(ctx, wanted ? t.chosen : t.followed);
    // The tick moves even where the words stay.
    ctx.menu.update();
    await show(ctx, t.choose);
    await deps.showCommands(user);
  };

  const menu = new Menu<BotContext>('language', {
    autoAnswer: false,
    fingerprint: () => ['language', ...locales].join(),
    onMenuOutdated: async (ctx) => {
      await toast(ctx, messages[ctx.locale].changed);
      ctx.menu.update();
    },
  });
  for (const locale of locales)
    menu
      .text(
        (ctx) => tick(ctx.user.chosenLocale === locale, languageNames[locale]),
        (ctx) => choose(ctx, locale),
      )
      .row();
  menu.text(
    (ctx) => tick(ctx.user.chosenLocale === undefined, messages[ctx.locale].asTelegram),
    (ctx) => choose(ctx, undefined),
  );
  return menu;
}
