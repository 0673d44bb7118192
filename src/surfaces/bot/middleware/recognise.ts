import type { NextFunction } from 'grammy';
import { toLocale } from '#kernel';
import type { Notifications } from '#modules/notifications';
import type { User, Users } from '#modules/users';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import type { Step } from '#surfaces/bot/ui';

const leftStatuses = new Set(['kicked', 'left']);

export interface ReachDeps {
  users: Pick<Users, 'findUser' | 'markReachable' | 'markUnreachable'>;
  /** What waited for somebody who could not be written to is sent. */
  notifications: Pick<Notifications, 'wake'>;
}

/** Who blocked the bot and who came back; nothing is said to either. */
export function trackReach({ users, notifications }: ReachDeps) {
  return async (ctx: BotContext, next: NextFunction): Promise<void> => {
    const change = ctx.myChatMember;
    if (!change) return next();
    mark({ feature: 'reach' });
    if (leftStatuses.has(change.new_chat_member.status))
      await users.markUnreachable(change.chat.id);
    else {
      await users.markReachable(change.chat.id);
      const user = await users.findUser({ telegramId: change.chat.id });
      if (user) await notifications.wake(user.id);
    }
  };
}

export interface RecogniseDeps {
  users: Pick<Users, 'recognise' | 'findUser'>;
  /** For a message that is run again: whom its first run found asked. */
  askerId: (ctx: BotContext) => Promise<string | undefined>;
}

/** From here on the person is known; updates without one go no further. */
export function recognise({ users, askerId }: RecogniseDeps): Step {
  // Whoever died in the middle of /delete_me left a tombstone: its message is not the first word of somebody new.
  const findForgotten = async (ctx: BotContext): Promise<User | undefined> => {
    const id = await askerId(ctx);
    const asker = id === undefined ? undefined : await users.findUser({ id });
    if (!asker?.isForgotten) return undefined;
    return { ...asker, locale: toLocale(ctx.from?.language_code) };
  };

  return async (ctx, next) => {
    if (!ctx.from || ctx.from.is_bot) {
      mark({ outcome: 'ignored' });
      return;
    }
    const { id, language_code, first_name } = ctx.from;
    const introduction = {
      telegramId: id,
      languageCode: language_code,
      firstName: first_name,
    };
    const user = (await findForgotten(ctx)) ?? (await users.recognise(introduction));
    mark({ userId: user.id, locale: user.locale });
    Object.assign(ctx, { user, locale: user.locale });
    await next();
  };
}
