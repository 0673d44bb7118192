import type { Api } from 'grammy';
import type { Log } from '#platform/log';
import { pollSeconds } from '#surfaces/bot/api';
import { allowedUpdates } from './allowed.ts';
import { patiently } from './patience.ts';
import type { Receive } from './receive.ts';

export interface PollingDeps {
  api: Api;
  receive: Receive;
  log: Log;
  signal: AbortSignal;
  /** Telegram answered: for readiness. */
  onContact: () => void;
}

/** Asks, writes down, and only then confirms: whatever is lost in between comes again. */
export async function poll(deps: PollingDeps): Promise<void> {
  const { api, signal } = deps;
  const patience = { ...deps, onWebhook: () => api.deleteWebhook() };
  let offset = 0;
  while (!signal.aborted) {
    const updates = await patiently(patience, 'getUpdates', () =>
      api.getUpdates(
        { offset, limit: 100, timeout: pollSeconds, allowed_updates: allowedUpdates },
        asTheirSignal(signal),
      ),
    );
    if (!updates) return;
    deps.onContact();
    const last = updates.at(-1);
    if (!last) continue;
    const isKept = await patiently(deps, 'inbox', async () => {
      await deps.receive(updates);
      return true;
    });
    if (isKept) offset = last.update_id + 1;
  }
}

// grammY brings the type of an AbortSignal package along; at run time any signal serves.
const asTheirSignal = (signal: AbortSignal) => signal as Parameters<Api['getUpdates']>[1];
