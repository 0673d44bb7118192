// What can be made and for how much: groups, models, cards, search. Every screen stands on its own: buttons carry
// keys, so they work after a deploy and next month.
import { Composer } from 'grammy';
import type { Catalogue } from '#modules/catalogue';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { onPress, say, show, toast } from '#surfaces/bot/ui';
import { messages } from './messages.ts';
import {
  cardScreen,
  foundScreen,
  groupButton,
  groupScreen,
  groupsButton,
  groupsScreen,
  modelButton,
  type Screen,
} from './screens.ts';
import { createShelves } from './shelf.ts';

export { messages as modelsMessages } from './messages.ts';

export interface ModelsDeps {
  catalogue: Catalogue;
}

export interface ModelsFeature {
  composer: Composer<BotContext>;
  open: (ctx: BotContext) => Promise<void>;
}

export function createModels({ catalogue }: ModelsDeps): ModelsFeature {
  const shelves = createShelves(catalogue);
  const turnTo = (ctx: BotContext, { words, keyboard }: Screen) => show(ctx, words, { keyboard });

  const open = async (ctx: BotContext): Promise<void> => {
    mark({ feature: 'models' });
    const { words, keyboard } = groupsScreen(shelves, ctx.locale);
    await say(ctx, words, { keyboard });
  };

  const composer = new Composer<BotContext>();
  composer.command('models', async (ctx) => {
    const query = ctx.match.trim();
    if (query === '') return open(ctx);
    mark({ feature: 'models' });
    const { locale } = ctx;
    const { words, keyboard } = foundScreen(shelves, {
      query,
      models: shelves.search(query),
      locale,
    });
    await say(ctx, words, { keyboard });
  });
  onPress(composer, groupsButton, async (ctx) => {
    mark({ feature: 'models' });
    await turnTo(ctx, groupsScreen(shelves, ctx.locale));
  });
  onPress(composer, groupButton, async (ctx, { group, page }) => {
    mark({ feature: 'models' });
    const { locale } = ctx;
    const shelf = shelves.shelfOf(group);
    await turnTo(
      ctx,
      shelf ? groupScreen(shelves, { shelf, page, locale }) : groupsScreen(shelves, locale),
    );
  });
  onPress(composer, modelButton, async (ctx, { key, group, page }) => {
    mark({ feature: 'models' });
    const { locale } = ctx;
    const model = shelves.modelBy(key);
    if (!model) await toast(ctx, messages[locale].gone);
    await turnTo(
      ctx,
      model ? cardScreen(shelves, { model, group, page, locale }) : groupsScreen(shelves, locale),
    );
  });
  return { composer, open };
}
