// Lotteries in the chat: choosing, draws, results, odds, statistics, news, numbers. Every screen stands on its own:
// buttons carry ids, so they work after a deploy and next month. Nothing is told to a minor or during a pause.
import type { Claims } from '#modules/lottery';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { createEntrances, type Entrances, type Step, say, show } from '#surfaces/bot/ui';
import { answer } from './answer.ts';
import {
  adultButton,
  homeButton,
  menuButton,
  minorButton,
  pauseButton,
  pauseSureButton,
} from './buttons.ts';
import type { LotteryDeps } from './deps.ts';
import { barrier, begunScreen, isTerm, minorScreen, pauseScreen, sureScreen } from './gate.ts';
import { addRooms } from './rooms.ts';
import type { Screen } from './rows.ts';
import { menuScreen } from './screens.ts';

export type { LotteryDeps } from './deps.ts';
export { messages as lotteryMessages } from './messages.ts';

export interface LotteryFeature {
  step: Step;
  /** The menu in place of the message a button was pressed on, or as a new one. */
  open: (ctx: BotContext) => Promise<void>;
  /** Cheap and pure: whether words are about lotteries, or tell of a worry that goes before everything. */
  claims: Claims;
  /** Whoever writes of their own distress is answered, also where a form has taken the words. */
  comfort: Step;
  /** Answers words in the chat, within what the person may be told. */
  answer: (ctx: BotContext, text: string) => Promise<void>;
}

export function createLottery(deps: LotteryDeps): LotteryFeature {
  const entrances = createEntrances();
  const answered = new WeakSet<BotContext>();
  const answerOnce = async (ctx: BotContext, text: string): Promise<void> => {
    mark({ feature: 'lottery' });
    answered.add(ctx);
    await answer(deps, ctx, text);
  };
  const turnTo = (ctx: BotContext, { words, keyboard }: Screen) => show(ctx, words, { keyboard });
  const open = async (ctx: BotContext): Promise<void> => {
    mark({ feature: 'lottery' });
    await turnTo(ctx, (await barrier(deps.people, ctx, 'menu')) ?? menuScreen(ctx.locale));
  };

  entrances.onCommand('lottery', open);
  entrances.onCommand('pause_lottery', async (ctx) => {
    mark({ feature: 'lottery_pause' });
    const { words, keyboard } = pauseScreen(ctx.locale);
    await say(ctx, words, { keyboard });
  });
  entrances.onPress(menuButton, open);
  entrances.onPress(homeButton, deps.openHome);
  addPause(entrances, deps, turnTo);

  entrances.onPress(adultButton, async (ctx, { to }) => {
    mark({ feature: 'lottery_adult' });
    await deps.people.confirmAdult(ctx.user.id);
    const asked = ctx.callbackQuery?.message?.reply_to_message?.text;
    if (to !== 'text' || asked === undefined) return open(ctx);
    await turnTo(ctx, menuScreen(ctx.locale));
    await answer(deps, ctx, asked);
  });
  entrances.onPress(minorButton, async (ctx) => {
    mark({ feature: 'lottery_adult' });
    await turnTo(ctx, minorScreen(ctx.locale));
  });
  addRooms(entrances, deps, { turnTo });

  return {
    step: entrances.step,
    open,
    claims: deps.claims,
    comfort: async (ctx, next) => {
      await next();
      const text = ctx.message?.text;
      if (text !== undefined && !answered.has(ctx) && deps.claims.pleads(text))
        await answerOnce(ctx, text);
    },
    answer: answerOnce,
  };
}

/** A pause may be taken by anybody at any time, also by whoever has one. */
function addPause(
  entrances: Entrances,
  { people }: LotteryDeps,
  turnTo: (ctx: BotContext, screen: Screen) => Promise<void>,
): void {
  entrances.onPress(pauseButton, async (ctx, { term }) => {
    mark({ feature: 'lottery_pause' });
    await turnTo(ctx, isTerm(term) ? sureScreen(ctx.locale, term) : pauseScreen(ctx.locale));
  });
  entrances.onPress(pauseSureButton, async (ctx, { term }) => {
    mark({ feature: 'lottery_pause' });
    if (!isTerm(term)) return turnTo(ctx, pauseScreen(ctx.locale));
    await turnTo(ctx, begunScreen(ctx.locale, await people.pause(ctx.user.id, term)));
  });
}
