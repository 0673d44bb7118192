import { createBotInbox } from '#sandbox/telegram/updates';
import type { User } from '../types.ts';
import { createStarBook } from './stars.ts';
import type { Bot, BotProfile, World } from './types.ts';

export interface NewBot {
  readonly token: string;
  readonly profile?: Partial<BotProfile> | undefined;
}

export type ReplyCall = (
  bot: Bot,
  method: string,
  params: Readonly<Record<string, unknown>>,
) => void;

const plainProfile: BotProfile = {
  first_name: 'Sandbox bot',
  username: 'sandbox_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
};

export function addBot(world: World, input: NewBot, onReply: ReplyCall): Bot {
  const id = Number(input.token.slice(0, input.token.indexOf(':')));
  const inbox = createBotInbox({
    clock: world.clock,
    strictTiming: world.rules.strictTiming,
    nextUpdateId: () => world.nextNumber(`update:${id}`),
    pushed: (update) => world.saved({ kind: 'update', bot, update }),
    taken: (ids) => world.saved({ kind: 'taken', bot, ids }),
    onReply: (method, params) => onReply(bot, method, params),
  });
  const bot: Bot = {
    id,
    token: input.token,
    profile: { ...plainProfile, ...input.profile },
    user: { id, is_bot: true, first_name: '' },
    dialogs: new Map(),
    commands: new Map(),
    texts: new Map(),
    menuButton: undefined,
    adminRights: new Map(),
    stars: createStarBook(),
    webAppQueries: new Map(),
    inbox,
    closedUntil: 0,
    nextConflictAt: 0,
    nextWebhookAt: 0,
    launchedAt: world.clock.now(),
    push: (update) => inbox.queue.push(update),
  };
  bot.user = botUser(bot);
  world.bots.set(input.token, bot);
  return bot;
}

/** How the bot looks as a sender; anew after its name changed. */
export const botUser = (bot: Bot): User => ({
  id: bot.id,
  is_bot: true,
  first_name: bot.texts.get('name|') ?? bot.profile.first_name,
  username: bot.profile.username,
});
