import type { InlineKeyboardMarkup } from 'grammy/types';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import type { CreateFeature } from '#surfaces/bot/features/create';
import type { LotteryFeature } from '#surfaces/bot/features/lottery';
import type { ModelsFeature } from '#surfaces/bot/features/models';
import { say, toast } from '#surfaces/bot/ui';
import { offerButton } from './buttons.ts';
import { messages } from './messages.ts';

export interface OfferDeps {
  create: Pick<CreateFeature, 'openIdea'>;
  models: Pick<ModelsFeature, 'keysFor'>;
  lottery: Pick<LotteryFeature, 'answer'>;
}

/** What can be made of an idea, and the group of models it is made with. */
const makes = { picture: 'picture', video: 'video', music: 'music' } as const;
const others = ['ask', 'lottery'] as const;

const isMake = (action: string): action is keyof typeof makes => Object.hasOwn(makes, action);

// More words are an idea, not the name of something to be found.
const mostWords = 3;
const mostFound = 3;

/** Words that nobody claimed: what they were taken for, and what can be done with them. */
export async function offer(
  { models }: Pick<OfferDeps, 'models'>,
  ctx: BotContext,
  text = ctx.message?.text ?? '',
): Promise<void> {
  const t = messages[ctx.locale];
  const button = (action: keyof typeof t.actions) =>
    offerButton.make(t.actions[action], { action });
  const found =
    text.trim().split(/\s+/).length <= mostWords
      ? models.keysFor(ctx, text).slice(0, mostFound)
      : [];
  const keyboard: InlineKeyboardMarkup = {
    inline_keyboard: [
      [button('picture'), button('video')],
      [button('music'), button('lottery')],
      ...found.map((key) => [key]),
    ],
  };
  await say(ctx, t.offer(text, found.length > 0), { keyboard, replyTo: ctx.msgId });
}

/** The offer is a reply to the idea; without it there is nothing to work on. */
export async function pressOffer(deps: OfferDeps, ctx: BotContext, action: string): Promise<void> {
  mark({ feature: 'offer' });
  const t = messages[ctx.locale];
  const idea = ctx.callbackQuery?.message?.reply_to_message?.text;
  if (isMake(action)) {
    if (idea === undefined) await toast(ctx, t.ideaGone, { isAlert: true });
    else await deps.create.openIdea(ctx, { groupId: makes[action], idea });
    return;
  }
  if (action === 'lottery' && idea !== undefined) return deps.lottery.answer(ctx, idea);
  const isKnown = others.some((one) => one === action);
  await toast(ctx, !isKnown ? t.stale : action === 'ask' ? t.notYet.ask : t.ideaGone, {
    isAlert: true,
  });
}
