import type { World } from '#sandbox/telegram/world';
import type { InlineKeyboardButton, Message } from '../types.ts';
import { type Act, type Actor, placeOf } from './place.ts';
import { ActRefused } from './refusal.ts';

export interface PressButton extends Actor {
  readonly message_id: number;
  /** The button: by its data, by its text, or by place. */
  readonly callback_data?: string | undefined;
  readonly text?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: number | undefined;
}

/** Returns the id of the query that answerCallbackQuery will name. */
export function pressButton({ world, bot }: Act, input: PressButton): string {
  const { dialog, person } = placeOf(world, bot, input);
  const stored = dialog.messages.get(input.message_id);
  if (stored === undefined) throw new ActRefused('the message is gone');
  const data = findButton(stored.message, input).callback_data;
  if (data === undefined) throw new ActRefused('this button sends no callback');
  const owner = botOf(world, stored.botId);
  if (owner === undefined) throw new ActRefused('the bot of this message is gone');
  const id = world.callbacks.open(owner, input.user);
  owner.push({
    kind: 'callback_query',
    payload: {
      id,
      from: person.user,
      message: stored.message,
      chat_instance: String(5_000_000_000 + Math.abs(dialog.chat.id)),
      data,
    },
    lane: `callback:${input.user}`,
  });
  return id;
}

const botOf = (world: World, id: number | undefined) =>
  [...world.bots.values()].find((bot) => bot.id === id);

export function findButton(
  message: Message,
  wanted: Omit<PressButton, 'user'>,
): InlineKeyboardButton {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const button =
    wanted.row !== undefined
      ? rows[wanted.row]?.[wanted.column ?? 0]
      : rows
          .flat()
          .find(
            ({ callback_data, text }) =>
              (wanted.callback_data === undefined || callback_data === wanted.callback_data) &&
              (wanted.text === undefined || text === wanted.text),
          );
  if (button === undefined) throw new ActRefused('there is no such button on the message');
  return button;
}
