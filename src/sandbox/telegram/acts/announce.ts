import { botsSeeing, type StoredMessage, type World } from '#sandbox/telegram/world';
import type { ActPlace } from './place.ts';

/** Puts a message into the queues of the bots that see it. */
export function announce(
  world: World,
  { owner, dialog }: Pick<ActPlace, 'owner' | 'dialog'>,
  stored: StoredMessage,
  kind: 'message' | 'edited_message',
): number | undefined {
  const bots = owner === undefined ? botsSeeing(world, dialog, stored) : [owner];
  let updateId: number | undefined;
  for (const bot of bots)
    updateId = bot.push({
      kind: dialog.chat.type === 'channel' ? kind.replace('message', 'channel_post') : kind,
      payload: { ...stored.message },
      lane: `chat:${dialog.chat.id}`,
    });
  return updateId;
}
