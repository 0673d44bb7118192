// The bot: whoever holds the seat reads, answers and sends; everybody else may only write updates down.
// Every update is handled once, in order per person, and gets an answer; every press is answered.
import { Api, type ApiClientOptions, Bot } from 'grammy';
import { createOutgoing, type Outgoing } from './api/index.ts';
import type { BotContext } from './context/index.ts';
import type { BotDeps } from './deps.ts';
import { furnish, limitWithinMs } from './floor.ts';
import { createHandle } from './handle.ts';
import { createReceive } from './intake/index.ts';
import { createAdmission } from './middleware/admission.ts';
import { createTerms } from './terms.ts';

export type { BotDeps } from './deps.ts';

const defaultUpdatesPer10s = 30;
const longestCallSeconds = 120;

export function createBot(deps: BotDeps) {
  const { token, apiRoot, log, clock, inbox, users } = deps;
  const outgoing = createOutgoing({ call: deps.telegram.call, maySpeak: () => terms.isSeated() });
  const client: ApiClientOptions = {
    apiRoot: apiRoot.replace(/\/+$/, ''),
    fetch: asFetch(outgoing),
    // The patience is in `outgoing`; this only ends what hangs in spite of it.
    timeoutSeconds: longestCallSeconds,
  };
  const api = new Api(token, client);
  const bot = new Bot<BotContext>(token, { client });
  const receive = createReceive({ inbox, log });

  const newAdmission = () =>
    createAdmission({
      recentCount: inbox.recentCount,
      most: deps.userUpdatesPer10s ?? defaultUpdatesPer10s,
      withinMs: limitWithinMs,
    });
  let admit = newAdmission();

  const { questions } = furnish({
    ...deps,
    bot,
    api,
    admit: (key, arrivedAt) => admit(key, arrivedAt),
  });
  const handle = createHandle({
    ...deps,
    bot,
    users,
    dropQuestion: questions.drop,
    now: () => clock.now(),
  });
  const terms = createTerms({
    ...deps,
    api,
    receive,
    handle,
    onSeated: (me) => {
      bot.botInfo = me;
      // Another process may have handled updates since: what it counted is read again.
      admit = newAdmission();
    },
  });

  return {
    api,
    /** Webhook: any process writes updates down; the holder of the seat handles them. */
    receive,
    handle,
    isSeated: terms.isSeated,
    isReachable: terms.isReachable,
    start: terms.start,
    stop: terms.stop,
  };
}

// grammY types its fetch after node-fetch but only awaits it and reads json() of the answer.
const asFetch = (outgoing: Outgoing) =>
  (async (url: string, init: Parameters<Outgoing>[1]) => {
    const envelope = await outgoing(url, init);
    return { json: () => envelope };
  }) as unknown as NonNullable<ApiClientOptions['fetch']>;
