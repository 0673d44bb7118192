import type { Update } from 'grammy/types';
import { z } from 'zod';
import type { Inbox } from '#platform/inbox';
import type { Log } from '#platform/log';

const party = z.looseObject({ id: z.number().int() });

// Only what decides the order is checked here; the handlers read the rest by its own types.
const arriving = z.looseObject({ update_id: z.number().int() });

const holder = z.looseObject({
  from: party.optional(),
  user: party.optional(),
  chat: party.optional(),
  message: z.looseObject({ chat: party }).optional(),
});

/** Who the update is about: one person's updates are handled one after another. */
export function keyOfUpdate(update: Record<string, unknown>): string {
  for (const [kind, part] of Object.entries(update)) {
    if (kind === 'update_id') continue;
    const parsed = holder.safeParse(part);
    if (!parsed.success) continue;
    const { from, user, chat, message } = parsed.data;
    const id = from?.id ?? user?.id ?? chat?.id ?? message?.chat.id;
    if (id !== undefined) return String(id);
  }
  return 'nobody';
}

/** Written down before anyone says \"got it\"; a repeated update is known by its number. */
export type Receive = (updates: readonly unknown[]) => Promise<number>;

export function createReceive(deps: { inbox: Pick<Inbox, 'put'>; log: Log }): Receive {
  return async (updates) => {
    const rows = updates.flatMap((update) => {
      const parsed = arriving.safeParse(update);
      if (parsed.success)
        return [
          {
            updateId: parsed.data.update_id,
            key: keyOfUpdate(parsed.data),
            payload: update,
          },
        ];
      deps.log.warn({ what: 'update' }, 'something without an update_id came in and was dropped');
      return [];
    });
    return rows.length === 0 ? 0 : deps.inbox.put(rows);
  };
}

// Telegram's own types describe what Telegram sends; a kind we do not know is answered as unknown.
export const asUpdate = (payload: unknown): Update => payload as Update;
