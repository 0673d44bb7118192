import {
  type Bot,
  type Dialog,
  isPresent,
  type Person,
  privateDialog,
  type World,
} from '#sandbox/telegram/world';
import { ActRefused } from './refusal.ts';

export interface Act {
  readonly world: World;
  readonly bot: Bot;
}

/** Who acts, and in which chat: the private one with the bot unless another is named. */
export interface Actor {
  readonly user: number;
  readonly chat?: number | undefined;
}

export interface ActPlace {
  readonly owner: Bot | undefined;
  readonly dialog: Dialog;
  readonly person: Person;
}

export function placeOf(world: World, bot: Bot, { user, chat }: Actor): ActPlace {
  const person = world.people.get(user);
  if (person === undefined) throw new ActRefused(`there is no user ${user}`);
  if (chat === undefined || chat === user) {
    const dialog = privateDialog(world, bot, user);
    if (dialog === undefined) throw new ActRefused(`there is no user ${user}`);
    return { owner: bot, dialog, person };
  }
  const dialog = world.groups.get(chat);
  if (dialog === undefined) throw new ActRefused(`there is no chat ${chat}`);
  if (!isPresent(dialog.members.get(user)?.status))
    throw new ActRefused(`user ${user} is not in chat ${chat}`);
  return { owner: undefined, dialog, person };
}

/** What a person may add to any message. */
export interface Sending extends Actor {
  readonly reply_to_message_id?: number | undefined;
  readonly message_thread_id?: number | undefined;
}
