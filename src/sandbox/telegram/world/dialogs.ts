import type { Chat, ChatType, User } from '../types.ts';
import { toPrivateChat } from './people.ts';
import type { Bot, Dialog, MemberStatus, World } from './types.ts';

export function createDialog(chat: Chat): Dialog {
  return {
    chat,
    messages: new Map(),
    started: false,
    blocked: false,
    pinned: [],
    topics: new Map(),
    leakyTopics: new Set(),
    members: new Map(),
    draft: undefined,
    action: undefined,
    replyKeyboard: undefined,
    menuButton: undefined,
  };
}

/** The private chat of a person with a bot, made on the first look. */
export function privateDialog(world: World, bot: Bot, userId: number): Dialog | undefined {
  const known = bot.dialogs.get(userId);
  if (known !== undefined) return known;
  const person = world.people.get(userId);
  if (person === undefined) return undefined;
  const dialog = createDialog(toPrivateChat(person.user));
  bot.dialogs.set(userId, dialog);
  return dialog;
}

export function findDialog(world: World, bot: Bot, chatId: number): Dialog | undefined {
  return chatId > 0 ? bot.dialogs.get(chatId) : world.groups.get(chatId);
}

/** `@name` of a group; a private chat is never found by its name. */
export function findGroupByUsername(world: World, username: string): Dialog | undefined {
  const wanted = username.toLowerCase();
  for (const dialog of world.groups.values())
    if (dialog.chat.username?.toLowerCase() === wanted) return dialog;
  return undefined;
}

export interface NewGroup {
  readonly title: string;
  readonly type: Exclude<ChatType, 'private'>;
  readonly username?: string | undefined;
  readonly is_forum?: boolean | undefined;
  readonly owner: User;
}

export function createGroup(world: World, input: NewGroup): Dialog {
  const number = world.nextNumber('group');
  const chat: Chat = {
    id: input.type === 'group' ? -number : -1_000_000_000_000 - number,
    title: input.title,
    ...(input.username === undefined ? {} : { username: input.username }),
    type: input.type,
    ...(input.is_forum === true ? { is_forum: true as const } : {}),
  };
  const dialog = createDialog(chat);
  dialog.started = true;
  setMember(dialog, input.owner, 'creator');
  world.groups.set(chat.id, dialog);
  world.saved({ kind: 'dialog', bot: undefined, dialog });
  return dialog;
}

export function setMember(dialog: Dialog, user: User, status: MemberStatus): MemberStatus {
  const before = dialog.members.get(user.id)?.status ?? 'left';
  dialog.members.set(user.id, { user, status });
  return before;
}

export const isPresent = (status: MemberStatus | undefined): boolean =>
  status !== undefined && status !== 'left' && status !== 'kicked';

/** Bots in a group, or the one bot of a private chat. */
export function botsOf(world: World, dialog: Dialog): Bot[] {
  return [...world.bots.values()].filter((bot) => isPresent(dialog.members.get(bot.id)?.status));
}

export const groupNoun = (chat: Chat): string => (chat.type === 'group' ? 'group' : chat.type);
