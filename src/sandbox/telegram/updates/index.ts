// What waits for a bot: its queue of updates, fetched by long poll or pushed by webhook.
import { createPolling, type Polling } from './polling.ts';
import { createUpdateQueue, type QueueDeps, type UpdateQueue } from './queue.ts';
import { createWebhook, type Webhook } from './webhook.ts';

export { type PendingUpdate, type UpdateQueue, updateKinds } from './queue.ts';
export type { WebhookConfig } from './webhook.ts';

export interface BotInbox {
  readonly queue: UpdateQueue;
  readonly polling: Polling;
  readonly webhook: Webhook;
}

export interface BotInboxDeps extends QueueDeps {
  readonly strictTiming: boolean;
  readonly onReply: (method: string, params: Readonly<Record<string, unknown>>) => void;
}

export function createBotInbox(deps: BotInboxDeps): BotInbox {
  const queue = createUpdateQueue(deps);
  return {
    queue,
    polling: createPolling({ queue, clock: deps.clock, strictTiming: deps.strictTiming }),
    webhook: createWebhook({ queue, clock: deps.clock, onReply: deps.onReply }),
  };
}
