// In a group the bot says once where it works and then stays silent; channels it never answers.
import { toLocale } from '#kernel';
import type { Kv } from '#platform/kv';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { type Step, say } from '#surfaces/bot/ui';
import { messages } from './messages.ts';

const gone = new Set(['left', 'kicked']);

/** Takes every update that is not of a private chat. */
export function createGroups(deps: { kv: Kv }): Step {
  const sayOnce = async (ctx: BotContext, key: string): Promise<void> => {
    if (await deps.kv.get(key)) return;
    mark({ outcome: 'ok' });
    await say(ctx, messages[toLocale(ctx.from?.language_code)].here(ctx.me.username));
    // Afterwards: what was cut off in between is said again, not never.
    await deps.kv.set(key, true, { version: 0 });
  };

  const takeElsewhere = async (ctx: BotContext): Promise<void> => {
    const status = ctx.myChatMember?.new_chat_member.status;
    const isGroup = ctx.chat?.type === 'group' || ctx.chat?.type === 'supergroup';
    mark({ feature: 'groups', outcome: 'ignored' });
    if (!isGroup) return;
    const key = `group:${ctx.chatId}`;
    if (status !== undefined && gone.has(status)) await deps.kv.delete(key);
    else if (ctx.message || status !== undefined) await sayOnce(ctx, key);
  };

  return (ctx, next) =>
    ctx.chat === undefined || ctx.chat.type === 'private' ? next() : takeElsewhere(ctx);
}
