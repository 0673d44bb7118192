import type { InlineKeyboardMarkup } from 'grammy/types';
import type { BotContext } from '#surfaces/bot/context';
import { defineButton, part, say } from '#surfaces/bot/ui';
import { messages } from './messages.ts';

const actions = ['picture', 'video', 'ask', 'lottery'] as const;
type Action = (typeof actions)[number];

export const isAction = (word: string): word is Action => actions.some((action) => action === word);

/** The idea itself is not stored: the offer is a reply to it, so a press brings it along. */
export const offerButton = defineButton('as', { action: part.word });

export async function offer(ctx: BotContext): Promise<void> {
  const t = messages[ctx.locale];
  const buttons = actions.map((action) => offerButton.make(t.actions[action], { action }));
  const keyboard: InlineKeyboardMarkup = {
    inline_keyboard: [buttons.slice(0, 2), buttons.slice(2)],
  };
  await say(ctx, t.offer(ctx.message?.text ?? ''), { keyboard, replyTo: ctx.msgId });
}
