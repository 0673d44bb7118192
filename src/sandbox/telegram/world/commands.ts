import type { BotCommand, Chat, MenuButton } from '../types.ts';
import type { Bot, Dialog } from './types.ts';

export const commandsKey = (scope: string, language: string): string => `${scope}|${language}`;

/** What this person sees in this chat: the narrowest scope wins, in each the own language first. */
export function commandsFor(
  bot: Bot,
  dialog: Dialog,
  viewer: { id: number; language: string },
): readonly BotCommand[] {
  for (const scope of scopesFor(dialog, viewer.id))
    for (const language of [viewer.language, '']) {
      const commands = bot.commands.get(commandsKey(scope, language));
      if (commands !== undefined) return commands;
    }
  return [];
}

function scopesFor({ chat, members }: { chat: Chat; members: Dialog['members'] }, userId: number) {
  if (chat.type === 'private') return [`chat:${chat.id}`, 'all_private_chats', 'default'];
  const status = members.get(userId)?.status;
  const isAdmin = status === 'administrator' || status === 'creator';
  return [
    `chat_member:${chat.id}:${userId}`,
    ...(isAdmin ? [`chat_administrators:${chat.id}`] : []),
    `chat:${chat.id}`,
    ...(isAdmin ? ['all_chat_administrators'] : []),
    'all_group_chats',
    'default',
  ];
}

export function menuButtonFor(bot: Bot, dialog: Dialog | undefined): MenuButton {
  const own = dialog?.menuButton;
  if (own !== undefined && own.type !== 'default') return own;
  return bot.menuButton ?? { type: 'commands' };
}
