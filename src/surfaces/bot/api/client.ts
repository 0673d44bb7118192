import type { ApiClientOptions } from 'grammy';
import { createOutgoing, type Outgoing, type OutgoingDeps } from './outgoing.ts';

// The patience is in `outgoing`; this only ends what hangs in spite of it.
const longestCallSeconds = 120;

/** What grammY needs to reach Telegram, inside conversations too. */
export function createClient({
  apiRoot,
  ...deps
}: OutgoingDeps & { apiRoot: string }): ApiClientOptions {
  return {
    apiRoot: apiRoot.replace(/\/+$/, ''),
    fetch: asFetch(createOutgoing(deps)),
    timeoutSeconds: longestCallSeconds,
  };
}

// grammY types its fetch after node-fetch but only awaits it and reads json() of the answer.
const asFetch = (outgoing: Outgoing) =>
  (async (url: string, init: Parameters<Outgoing>[1]) => {
    const envelope = await outgoing(url, init);
    return { json: () => envelope };
  }) as unknown as NonNullable<ApiClientOptions['fetch']>;
