import { findEntities } from '#sandbox/telegram/format';
import {
  addMessage,
  changeMessage,
  type Dialog,
  removeMessages,
  showMessage,
} from '#sandbox/telegram/world';
import type { Message, MessageContent } from '../types.ts';
import { announce } from './announce.ts';
import { setBlocked } from './membership.ts';
import { type Act, type Actor, placeOf, type Sending } from './place.ts';
import { ActRefused } from './refusal.ts';

/** Any message of a person; the bots that may see it get an update. */
export function say({ world, bot }: Act, input: Sending, content: MessageContent): Message {
  const place = placeOf(world, bot, input);
  const { dialog, owner, person } = place;
  if (owner !== undefined && !dialog.started) {
    dialog.started = true;
    world.saved({ kind: 'dialog', bot: owner, dialog });
  }
  // Writing to a bot one has blocked unblocks it, as the app does when Restart is pressed.
  if (owner !== undefined && dialog.blocked)
    setBlocked({ world, bot }, { user: input.user, blocked: false });
  const threadId = threadOf(dialog, input.message_thread_id);
  const replyTo =
    input.reply_to_message_id === undefined
      ? undefined
      : dialog.messages.get(input.reply_to_message_id)?.message;
  const stored = addMessage(world, place, {
    from: person.user,
    bot: undefined,
    content,
    threadId,
    replyTo,
  });
  announce(world, place, stored, 'message');
  if (owner !== undefined) {
    if (dialog.replyKeyboard?.one_time_keyboard === true) dialog.replyKeyboard = undefined;
    showMessage(world, owner, dialog, stored);
  }
  return stored.message;
}

function threadOf(dialog: Dialog, threadId: number | undefined): number | undefined {
  if (threadId === undefined) return undefined;
  if (!dialog.topics.has(threadId)) throw new ActRefused(`there is no topic ${threadId}`);
  return threadId;
}

export interface SayText extends Sending {
  readonly text: string;
}

const maxTextLength = 4096;

export function textOf(text: string): MessageContent {
  const said = text.trim();
  if (said === '') throw new ActRefused('the text is empty');
  if ([...said].length > maxTextLength) throw new ActRefused('the text is too long');
  const entities = findEntities(said);
  return { text: said, ...(entities.length === 0 ? {} : { entities }) };
}

export const sayText = (act: Act, input: SayText): Message => say(act, input, textOf(input.text));

export interface StartBot extends Actor {
  readonly payload?: string | undefined;
}

export function startBot(act: Act, { user, payload = '' }: StartBot): Message {
  if (!/^[A-Za-z0-9_-]{0,64}$/.test(payload))
    throw new ActRefused('a start payload is at most 64 of A-Z a-z 0-9 _ -');
  return sayText(act, { user, text: payload === '' ? '/start' : `/start ${payload}` });
}

export interface EditText extends Actor {
  readonly message_id: number;
  readonly text: string;
}

export function editText({ world, bot }: Act, input: EditText): Message {
  const place = placeOf(world, bot, input);
  const stored = place.dialog.messages.get(input.message_id);
  if (stored === undefined || stored.message.from?.id !== input.user)
    throw new ActRefused('only own messages can be edited');
  const { text = '', entities = [] } = textOf(input.text);
  const { text: _, entities: __, caption: ___, caption_entities: ____, ...rest } = stored.message;
  const isText = stored.message.text !== undefined;
  const message: Message = {
    ...rest,
    edit_date: world.clock.seconds(),
    ...(isText ? { text } : { caption: text }),
    ...(entities.length === 0 ? {} : isText ? { entities } : { caption_entities: entities }),
  };
  changeMessage(world, place, { stored, message, markup: stored.markup });
  announce(world, place, stored, 'edited_message');
  return message;
}

export interface DeleteOwn extends Actor {
  readonly message_ids: readonly number[];
}

/** In a private chat a person may delete anything, for both sides; a bot is not told. */
export function deleteAsUser({ world, bot }: Act, input: DeleteOwn): void {
  const place = placeOf(world, bot, input);
  const found = input.message_ids.filter((id) => {
    const stored = place.dialog.messages.get(id);
    return (
      stored !== undefined && (place.owner !== undefined || stored.message.from?.id === input.user)
    );
  });
  if (found.length > 0) removeMessages(world, place, found);
}
