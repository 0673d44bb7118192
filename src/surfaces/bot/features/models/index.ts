// What can be made and for how much: groups, models, cards, search. Every screen stands on its own: buttons carry
// keys, so they work after a deploy and next month.
import type { InlineKeyboardButton } from 'grammy/types';
import type { Locale } from '#kernel';
import type { Catalogue, Model } from '#modules/catalogue';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { createEntrances, type Step, say, show, toast } from '#surfaces/bot/ui';
import { messages } from './messages.ts';
import {
  cardScreen,
  foundScreen,
  groupButton,
  groupScreen,
  groupsButton,
  groupsScreen,
  homeButton,
  modelButton,
  modelKey,
  noGroup,
  type Orders,
  type Screen,
} from './screens.ts';
import { createShelves } from './shelf.ts';

export { messages as modelsMessages } from './messages.ts';

export interface ModelsDeps {
  catalogue: Catalogue;
  popular: () => Promise<Orders>;
  /** How long a model takes as a rule. */
  durations: (modelId: string) => Promise<{ medianMs: number; isKnown: boolean }>;
  cardKeys: (ctx: BotContext, model: Model) => Promise<InlineKeyboardButton[][]>;
  openHome: (ctx: BotContext) => Promise<void>;
  /** Ways back into forms that were left. */
  draftKeys: (ctx: BotContext) => Promise<InlineKeyboardButton[][]>;
}

export interface ModelsFeature {
  step: Step;
  /** In place of the message a button was pressed on, or as a new one. */
  open: (ctx: BotContext) => Promise<void>;
  card: (ctx: BotContext, model: Model) => Promise<void>;
  modelBy: (key: string) => Model | undefined;
  keyOf: (model: Model) => string;
  label: (model: Model, locale: Locale) => string;
  /** Buttons of the models that these words look for. */
  keysFor: (ctx: BotContext, query: string) => InlineKeyboardButton[];
}

export function createModels(deps: ModelsDeps): ModelsFeature {
  const shelves = createShelves(deps.catalogue);
  const turnTo = (ctx: BotContext, { words, keyboard }: Screen) => show(ctx, words, { keyboard });

  const open = async (ctx: BotContext): Promise<void> => {
    mark({ feature: 'models' });
    await turnTo(ctx, await groups(ctx));
  };
  const groups = async (ctx: BotContext) =>
    groupsScreen(shelves, ctx.locale, await deps.draftKeys(ctx));
  const card = async (
    ctx: BotContext,
    { model, group = noGroup, page = 0 }: { model: Model; group?: string; page?: number },
  ): Promise<void> => {
    const [usual, keys] = await Promise.all([deps.durations(model.id), deps.cardKeys(ctx, model)]);
    const { locale } = ctx;
    await turnTo(ctx, cardScreen(shelves, { model, group, page, locale, usual, keys }));
  };

  const entrances = createEntrances();
  entrances.onPress(homeButton, deps.openHome);
  entrances.onCommand('models', async (ctx, _, text) => {
    const query = text.trim();
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
  entrances.onPress(groupsButton, async (ctx) => {
    mark({ feature: 'models' });
    await turnTo(ctx, await groups(ctx));
  });
  entrances.onPress(groupButton, async (ctx, { group, page }) => {
    mark({ feature: 'models' });
    const { locale } = ctx;
    const shelf = shelves.shelfOf(group);
    const orders = await deps.popular();
    await turnTo(
      ctx,
      shelf ? groupScreen(shelves, { shelf, page, locale, orders }) : await groups(ctx),
    );
  });
  entrances.onPress(modelButton, async (ctx, { key, group, page }) => {
    mark({ feature: 'models' });
    const model = shelves.modelBy(key);
    if (model) return card(ctx, { model, group, page });
    await toast(ctx, messages[ctx.locale].gone);
    await turnTo(ctx, await groups(ctx));
  });
  return {
    step: entrances.step,
    open,
    card: (ctx, model) => card(ctx, { model }),
    modelBy: shelves.modelBy,
    keyOf: shelves.keyOf,
    label: shelves.labelOf,
    keysFor: ({ locale }, query) =>
      shelves.search(query).map((model) => modelKey(shelves, model, locale)),
  };
}
