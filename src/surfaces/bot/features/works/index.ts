// My works: everything a person ordered, newest first, favourites, and how results come. A tap sends a work again.
import type { InlineKeyboardButton } from 'grammy/types';
import type { Catalogue } from '#modules/catalogue';
import type { Generation, Generations } from '#modules/generation';
import type { Studio } from '#modules/studio';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import {
  createEntrances,
  defineButton,
  part,
  type Step,
  say,
  show,
  toast,
  type Words,
} from '#surfaces/bot/ui';
import { messages } from './messages.ts';

export { messages as worksMessages } from './messages.ts';

export interface WorksDeps {
  catalogue: Pick<Catalogue, 'find'>;
  generation: Pick<Generations, 'list' | 'find'>;
  studio: Pick<Studio, 'listFavourites' | 'delivery' | 'setDelivery'>;
  /** Sends a work once more, with all its buttons. */
  showResult: (ctx: BotContext, generationId: string) => Promise<void>;
  openCreate: (ctx: BotContext) => Promise<void>;
  openHome: (ctx: BotContext) => Promise<void>;
}

export interface WorksFeature {
  step: Step;
  open: (ctx: BotContext) => Promise<void>;
}

/** `before`: the number above the first one shown; 0: from the newest on. */
const listButton = defineButton('wl', { before: part.number });
/** `before`: milliseconds of the favourite above the first one shown. */
const favouritesButton = defineButton('wf', { before: part.number });
const workButton = defineButton('wo', { generation: part.id });
const deliveryButton = defineButton('wd', { to: part.word });
const createButton = defineButton('wc', {});
const homeButton = defineButton('wh', {});

const perPage = 8;
const longestLabel = 44;
const aboutNames = ['prompt', 'text', 'script', 'lyrics', 'title'];

interface Screen {
  words: Words;
  keyboard: { inline_keyboard: InlineKeyboardButton[][] };
}

export function createWorks(deps: WorksDeps): WorksFeature {
  const { catalogue, generation, studio } = deps;

  const rowOf = (ctx: BotContext, work: Generation): InlineKeyboardButton[] => {
    const { number, modelId, createdAt, status, id } = work;
    const title = catalogue.find(modelId)?.title[ctx.locale] ?? modelId;
    const text = messages[ctx.locale].row({
      number,
      title,
      about: aboutOf(work),
      at: createdAt,
      status,
    });
    return [workButton.make(clipped(text), { generation: id })];
  };

  const listScreen = async (ctx: BotContext, before: number): Promise<Screen> => {
    const t = messages[ctx.locale];
    const userId = ctx.user.id;
    const [{ generations, next }, delivery] = await Promise.all([
      generation.list({ userId, limit: perPage, ...(before > 0 && { before }) }),
      studio.delivery(userId),
    ]);
    const turns = [
      ...(before > 0 ? [listButton.make(t.newer, { before: 0 })] : []),
      ...(next === undefined ? [] : [listButton.make(t.older, { before: next })]),
    ];
    const isEmpty = generations.length === 0 && before === 0;
    return {
      words: isEmpty ? t.none : t.title,
      keyboard: {
        inline_keyboard: [
          ...generations.map((work) => rowOf(ctx, work)),
          ...(turns.length > 0 ? [turns] : []),
          [createButton.make(t.create, {}), favouritesButton.make(t.toFavourites, { before: 0 })],
          [
            deliveryButton.make(t[delivery], {
              to: delivery === 'preview' ? 'original' : 'preview',
            }),
          ],
          [homeButton.make(t.home, {})],
        ],
      },
    };
  };

  const favouritesScreen = async (ctx: BotContext, before: number): Promise<Screen> => {
    const t = messages[ctx.locale];
    const userId = ctx.user.id;
    const { generationIds, next } = await studio.listFavourites({
      userId,
      limit: perPage,
      ...(before > 0 && { before: new Date(before) }),
    });
    const found = await Promise.all(
      generationIds.map((generationId) => generation.find({ userId, generationId })),
    );
    const works = found.filter((work) => work !== undefined);
    const turns = [
      ...(before > 0 ? [favouritesButton.make(t.newer, { before: 0 })] : []),
      ...(next === undefined ? [] : [favouritesButton.make(t.older, { before: next.getTime() })]),
    ];
    return {
      words: works.length === 0 ? t.noFavourites : t.favourites,
      keyboard: {
        inline_keyboard: [
          ...works.map((work) => rowOf(ctx, work)),
          ...(turns.length > 0 ? [turns] : []),
          [listButton.make(t.toAll, { before: 0 })],
        ],
      },
    };
  };

  const open = async (ctx: BotContext): Promise<void> => {
    mark({ feature: 'works' });
    const { words, keyboard } = await listScreen(ctx, 0);
    if (ctx.callbackQuery) await show(ctx, words, { keyboard });
    else await say(ctx, words, { keyboard });
  };
  const turnTo = async (ctx: BotContext, screen: Promise<Screen>): Promise<void> => {
    mark({ feature: 'works' });
    const { words, keyboard } = await screen;
    await show(ctx, words, { keyboard });
  };

  const entrances = createEntrances();
  entrances.onCommand('works', open);
  entrances.onPress(listButton, (ctx, { before }) => turnTo(ctx, listScreen(ctx, before)));
  entrances.onPress(favouritesButton, (ctx, { before }) =>
    turnTo(ctx, favouritesScreen(ctx, before)),
  );
  entrances.onPress(workButton, async (ctx, { generation: id }) => {
    mark({ feature: 'works' });
    await deps.showResult(ctx, id);
  });
  entrances.onPress(deliveryButton, async (ctx, { to }) => {
    const t = messages[ctx.locale];
    const delivery = to === 'original' ? 'original' : 'preview';
    await studio.setDelivery(ctx.user.id, delivery);
    await toast(ctx, delivery === 'original' ? t.nowOriginal : t.nowPreview);
    await turnTo(ctx, listScreen(ctx, 0));
  });
  entrances.onPress(createButton, (ctx) => deps.openCreate(ctx));
  entrances.onPress(homeButton, (ctx) => deps.openHome(ctx));
  return { step: entrances.step, open };
}

/** What the person wrote, in a few words. */
function aboutOf({ input }: Generation): string {
  for (const name of aboutNames) {
    const value = input[name];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return '';
}

function clipped(text: string): string {
  const chars = Array.from(text.replaceAll(/\s+/g, ' ').trim());
  return chars.length <= longestLabel
    ? chars.join('')
    : `${chars.slice(0, longestLabel - 1).join('')}…`;
}
