import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import type { CreateFeature } from '#surfaces/bot/features/create';
import { type HelpDeps, listCommands } from '#surfaces/bot/features/help';
import type { LotteryFeature } from '#surfaces/bot/features/lottery';
import type { Questions } from '#surfaces/bot/questions';
import { fmt, isCommand, say } from '#surfaces/bot/ui';
import { messages } from './messages.ts';
import { type OfferDeps, offer } from './offer.ts';
import type { Route } from './route.ts';

export interface TalkDeps extends HelpDeps, OfferDeps {
  questions: Pick<Questions, 'isAsked' | 'resume'>;
  lottery: Pick<LotteryFeature, 'claims' | 'answer'>;
  create: Pick<CreateFeature, 'isAwaiting' | 'openIdea' | 'take' | 'takeFile'>;
}

/** Notes that Telegram leaves in a chat by itself: an answer would only puzzle. */
const notes = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'chat_background_set',
  'write_access_allowed',
  'proximity_alert_triggered',
  'video_chat_scheduled',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
] as const;

const files = ['photo', 'video', 'animation', 'document', 'audio', 'voice', 'video_note'] as const;

const has = (ctx: BotContext, kinds: readonly string[]) => {
  const message = ctx.message;
  return message !== undefined && kinds.some((kind) => kind in message);
};

/** Free text and media, first claim first. A room that opens puts its route where it belongs. */
export function listRoutes(deps: TalkDeps): Route[] {
  return [
    {
      name: 'edited',
      claims: (ctx) => ctx.editedMessage !== undefined,
      take: async (ctx) => {
        await say(ctx, messages[ctx.locale].edited);
      },
    },
    {
      name: 'note',
      claims: (ctx) => has(ctx, notes),
      take: async () => mark({ outcome: 'ignored' }),
    },
    {
      name: 'command',
      claims: isCommand,
      take: async (ctx) => {
        const list = listCommands(deps, ctx.locale);
        await say(ctx, fmt`${messages[ctx.locale].unknownCommand}\n\n${list}`);
      },
    },
    {
      name: 'awaited',
      // The row knows what it waits for, also when the conversation is lost.
      claims: async (ctx) =>
        ctx.message !== undefined &&
        (deps.questions.isAsked(ctx) || (await deps.create.isAwaiting(ctx))),
      take: async (ctx) => {
        if (deps.questions.isAsked(ctx)) await deps.questions.resume(ctx);
        else await deps.create.take(ctx);
      },
    },
    { name: 'media', claims: (ctx) => has(ctx, files), take: (ctx) => deps.create.takeFile(ctx) },
    lotteryRoute(deps, 'distress'),
    lotteryRoute(deps, 'lottery'),
    {
      name: 'text',
      claims: (ctx) => ctx.message?.text !== undefined,
      take: (ctx) => offer(deps, ctx),
    },
    {
      name: 'unknown',
      claims: (ctx) => ctx.message !== undefined,
      take: async (ctx) => {
        await say(ctx, messages[ctx.locale].unknown);
      },
    },
  ];
}

/** A worry goes before everything that could be offered. */
const lotteryRoute = (
  { lottery }: Pick<TalkDeps, 'lottery'>,
  claim: 'distress' | 'lottery',
): Route => ({
  name: claim,
  claims: (ctx) => ctx.message?.text !== undefined && lottery.claims(ctx.message.text) === claim,
  take: (ctx) => lottery.answer(ctx, ctx.message?.text ?? ''),
});
