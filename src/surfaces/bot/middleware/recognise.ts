import type { Middleware, NextFunction } from 'grammy';
import type { Users } from '#modules/users';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';

const leftStatuses = new Set(['kicked', 'left']);

/** Who blocked the bot and who came back; nothing is said to either. */
export function trackReach(users: Pick<Users, 'markReachable' | 'markUnreachable'>) {
  return async (ctx: BotContext, next: NextFunction): Promise<void> => {
    const change = ctx.myChatMember;
    if (!change) return next();
    mark({ feature: 'reach' });
    if (leftStatuses.has(change.new_chat_member.status))
      await users.markUnreachable(change.chat.id);
    else await users.markReachable(change.chat.id);
  };
}

/** From here on the person is known; updates without one go no further. */
export function recognise(users: Pick<Users, 'recognise'>): Middleware<BotContext> {
  return async (ctx, next) => {
    if (!ctx.from || ctx.from.is_bot) {
      mark({ outcome: 'ignored' });
      return;
    }
    const { id, language_code, first_name } = ctx.from;
    const user = await users.recognise({
      telegramId: id,
      languageCode: language_code,
      firstName: first_name,
    });
    mark({ userId: user.id, locale: user.locale });
    Object.assign(ctx, { user, locale: user.locale });
    await next();
  };
}
