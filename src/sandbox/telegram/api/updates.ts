import { updateKinds } from '#sandbox/telegram/updates';
import { type ApiCall, ApiFailure, type ApiGroup } from './call.ts';
import { integer } from './params.ts';

const conflictEveryMs = 3000;

/** The real server keeps one who runs into conflicts again and again waiting. */
async function conflict({ world, bot }: ApiCall, what: string): Promise<ApiFailure> {
  const { clock, rules } = world;
  if (rules.strictTiming && clock.now() < bot.nextConflictAt)
    await new Promise<void>((resolve) => void clock.after(conflictEveryMs, resolve));
  else bot.nextConflictAt = clock.now() + conflictEveryMs;
  return new ApiFailure(409, `Conflict: ${what}`);
}

async function getUpdates(call: ApiCall): Promise<readonly unknown[]> {
  const { inbox } = call.bot;
  if (inbox.webhook.config() !== undefined)
    throw await conflict(
      call,
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  readAllowedUpdates(call);
  const answer = await inbox.polling.poll({
    offset: integer(call, 'offset'),
    limit: integer(call, 'limit', { min: 1, max: 100, absent: 100 }),
    timeoutSeconds: integer(call, 'timeout', { min: 0, max: 50 }),
    signal: call.signal,
  });
  if ('updates' in answer) return answer.updates;
  if (answer.cut === 'superseded')
    throw await conflict(
      call,
      'terminated by other getUpdates request; make sure that only one bot instance is running',
    );
  if (answer.cut === 'webhook_set') throw await conflict(call, 'terminated by setWebhook request');
  return [];
}

/** Left out: as before. `[]`: the default again. Names nobody knows are passed over, as is what is no list. */
export function readAllowedUpdates(call: ApiCall): void {
  const value = call.params.allowed_updates;
  const list = typeof value === 'string' ? parseList(value) : value;
  if (!Array.isArray(list)) return;
  const kinds = list.filter((kind) => updateKinds.some((known) => known === kind));
  call.bot.inbox.queue.allow(kinds.length === 0 ? undefined : kinds);
  call.world.saved({ kind: 'bot', bot: call.bot });
}

function parseList(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

export const updateMethods: ApiGroup = { getUpdates };
