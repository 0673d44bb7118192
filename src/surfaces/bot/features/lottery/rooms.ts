import { InputFile } from 'grammy';
import type { Lottery, PictureKind } from '#modules/lottery';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { type Entrances, say, toast } from '#surfaces/bot/ui';
import { withStages } from './answer.ts';
import {
  adviseButton,
  cardButton,
  drawsButton,
  isPurpose,
  isWish,
  listButton,
  newsButton,
  numbersButton,
  openButton,
  pictureButton,
  quickButton,
  statisticsButton,
  tiersButton,
  todayButton,
} from './buttons.ts';
import {
  cardScreen,
  drawsScreen,
  numbersScreen,
  pagedScreen,
  statisticsScreen,
  tiersScreen,
} from './card-screens.ts';
import type { LotteryDeps } from './deps.ts';
import { barrier } from './gate.ts';
import { messages } from './messages.ts';
import type { Screen } from './rows.ts';
import { adviseScreen, foundScreen, listScreen } from './screens.ts';

const kinds: readonly PictureKind[] = ['heat', 'jackpot', 'tiers'];

type TurnTo = (ctx: BotContext, screen: Screen) => Promise<void>;

/** Every room behind the same door: of age, and not on a pause. */
export function addRooms(
  entrances: Entrances,
  deps: LotteryDeps,
  { turnTo }: { turnTo: TurnTo },
): void {
  const { adviser, pictures, people } = deps;

  const inside =
    <P>(take: (ctx: BotContext, params: P) => Promise<void>) =>
    async (ctx: BotContext, params: P): Promise<void> => {
      mark({ feature: 'lottery' });
      const barred = await barrier(people, ctx, 'menu');
      await (barred ? turnTo(ctx, barred) : take(ctx, params));
    };
  /** Of a lottery that is no longer there: the list of those that are. */
  const about =
    <P extends { id: string }>(
      take: (ctx: BotContext, params: P & { lottery: Lottery }) => Promise<void>,
    ) =>
    async (ctx: BotContext, params: P): Promise<void> => {
      const lotteries = await adviser.list();
      const lottery = lotteries.find(({ id }) => id === params.id);
      if (lottery) return take(ctx, { ...params, lottery });
      await toast(ctx, messages[ctx.locale].gone);
      await turnTo(ctx, listScreen(ctx.locale, { purpose: 'card', page: 0, lotteries }));
    };

  entrances.onPress(
    adviseButton,
    inside(async (ctx) => turnTo(ctx, adviseScreen(ctx.locale))),
  );
  entrances.onPress(
    quickButton,
    inside(async (ctx, { wish }) => {
      const { locale } = ctx;
      if (!isWish(wish)) return turnTo(ctx, adviseScreen(locale));
      const advice = await adviser.advise(messages[locale].questions[wish], { locale });
      await turnTo(ctx, foundScreen(locale, { advice, lotteries: await adviser.list(), wish }));
    }),
  );
  entrances.onPress(
    listButton,
    inside(async (ctx, { purpose, page }) =>
      turnTo(
        ctx,
        listScreen(ctx.locale, {
          purpose: isPurpose(purpose) ? purpose : 'card',
          page,
          lotteries: await adviser.list(),
        }),
      ),
    ),
  );
  entrances.onPress(
    cardButton,
    inside(
      about(async (ctx, { id, from, lottery }) => {
        // From a card it is one press to a picture.
        pictures.warm();
        const { locale } = ctx;
        const t = messages[locale];
        const back = isWish(from)
          ? quickButton.make(t.back, { wish: from })
          : listButton.make(t.back, { purpose: 'card', page: 0 });
        const view = await adviser.card({ lotteryId: id, locale });
        await turnTo(ctx, cardScreen(locale, { view, lottery, back }));
      }),
    ),
  );
  entrances.onPress(
    openButton,
    inside(
      about(async (ctx, { id, lottery }) => {
        pictures.warm();
        const { locale } = ctx;
        const back = listButton.make(messages[locale].purposes.card, { purpose: 'card', page: 0 });
        const view = await adviser.card({ lotteryId: id, locale });
        const { words, keyboard } = cardScreen(locale, { view, lottery, back });
        await say(ctx, words, { keyboard });
      }),
    ),
  );
  entrances.onPress(
    tiersButton,
    inside(
      about(async (ctx, { id, page }) => {
        const view = await adviser.tiers({ lotteryId: id, locale: ctx.locale, page });
        await turnTo(ctx, tiersScreen(ctx.locale, { view, id, page }));
      }),
    ),
  );
  entrances.onPress(
    drawsButton,
    inside(
      about(async (ctx, { id, page }) => {
        const { locale } = ctx;
        const view = await withStages(ctx, (onStage) =>
          adviser.draws({ lotteryId: id, locale, page, asked: { onStage } }),
        );
        await turnTo(ctx, drawsScreen(locale, { view, id, page }));
      }),
    ),
  );
  entrances.onPress(
    statisticsButton,
    inside(
      about(async (ctx, { id }) => {
        const view = await adviser.statistics({ lotteryId: id, locale: ctx.locale });
        await turnTo(ctx, statisticsScreen(ctx.locale, { view, id }));
      }),
    ),
  );
  entrances.onPress(
    numbersButton,
    inside(
      about(async (ctx, { id, kind: word }) => {
        const kind = word === 'plain' ? 'plain' : 'unpopular';
        const view = await adviser.numbers({
          lotteryId: id,
          locale: ctx.locale,
          unpopular: kind === 'unpopular',
        });
        await turnTo(ctx, numbersScreen(ctx.locale, { view, id, kind }));
      }),
    ),
  );
  for (const [button, of] of [
    [todayButton, 'today'],
    [newsButton, 'news'],
  ] as const)
    entrances.onPress(
      button,
      inside(async (ctx, { page }) => {
        const { locale } = ctx;
        const view = await withStages(ctx, (onStage) =>
          adviser[of]({ locale, page, asked: { onStage } }),
        );
        await turnTo(ctx, pagedScreen(locale, { view, page, of }));
      }),
    );
  entrances.onPress(
    pictureButton,
    inside(
      about(async (ctx, { id, kind: word }) => {
        const { locale } = ctx;
        const t = messages[locale];
        const kind = kinds.find((one) => one === word);
        const picture = kind && (await adviser.picture({ lotteryId: id, locale, kind }));
        if (!picture) return toast(ctx, t.noPicture, { isAlert: true });
        await toast(ctx, t.drawing);
        const png = await pictures.draw(picture.svg);
        await ctx.replyWithPhoto(new InputFile(png, `${id}-${kind}.png`), {
          caption: picture.caption,
          reply_markup: { inline_keyboard: [[openButton.make(t.card, { id })]] },
        });
      }),
    ),
  );
}
