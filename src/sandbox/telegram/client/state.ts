import {
  type Bot,
  commandsFor,
  type Dialog,
  menuButtonFor,
  type Person,
  type StoredMessage,
  toClientMessage,
  type World,
} from '#sandbox/telegram/world';
import type { ClientBot, ClientMessages, ClientState, ClientUser } from '../client-types.ts';

export interface View {
  readonly world: World;
  readonly bot: Bot;
  readonly dialog: Dialog;
  readonly person: Person;
}

const pageSize = 100;

export const toClientUser = ({ user }: Person): ClientUser => ({
  id: user.id,
  first_name: user.first_name,
  ...(user.last_name === undefined ? {} : { last_name: user.last_name }),
  ...(user.username === undefined ? {} : { username: user.username }),
  language_code: user.language_code ?? 'en',
});

export function stateOf(view: View): ClientState {
  const { world, bot, dialog, person } = view;
  const language = person.user.language_code ?? '';
  const now = world.clock.now();
  const { draft, action } = dialog;
  return {
    bot: toClientBot(bot, language),
    commands: commandsFor(bot, dialog, { id: person.user.id, language }),
    menu_button: menuButtonFor(bot, dialog),
    ...messagesBefore(view, { before: Number.POSITIVE_INFINITY, limit: pageSize }),
    ...(draft !== undefined && draft.until > now ? { draft } : {}),
    ...(action !== undefined && action.until > now ? { action } : {}),
    ...(dialog.replyKeyboard === undefined ? {} : { reply_keyboard: dialog.replyKeyboard }),
    blocked: dialog.blocked,
    stars_balance: person.stars,
  };
}

function toClientBot(bot: Bot, language: string): ClientBot {
  const textOf = (name: string) =>
    bot.texts.get(`${name}|${language}`) ?? bot.texts.get(`${name}|`);
  const description = textOf('description');
  const short = textOf('short_description');
  return {
    id: bot.id,
    first_name: textOf('name') ?? bot.profile.first_name,
    username: bot.profile.username,
    ...(description === undefined ? {} : { description }),
    ...(short === undefined ? {} : { short_description: short }),
  };
}

export function messagesBefore(
  { world, dialog }: View,
  { before, limit }: { before: number; limit: number },
): ClientMessages {
  const older: StoredMessage[] = [];
  for (const [id, stored] of dialog.messages) if (id < before) older.push(stored);
  const messages = older.slice(-limit).map((stored) => toClientMessage(world, dialog, stored));
  return { messages, has_more: older.length > limit };
}
