import type { Api } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { Fence } from '#platform/lock';
import { adminCommands, commands } from './commands.ts';
import type { BotDeps } from './deps.ts';
import type { createHandle } from './handle.ts';
import { allowedUpdates, patiently, poll, type Receive } from './intake/index.ts';
import type { Sender } from './messenger/index.ts';
import { syncAdmins, syncProfile } from './profile/index.ts';

export interface TermsDeps
  extends Pick<
    BotDeps,
    | 'appName'
    | 'adminIds'
    | 'mode'
    | 'webhook'
    | 'log'
    | 'clock'
    | 'inbox'
    | 'kv'
    | 'seat'
    | 'users'
  > {
  api: Api;
  receive: Receive;
  handle: ReturnType<typeof createHandle>;
  sender: Sender;
  onSeated: (me: UserFromGetMe) => void;
}

interface Term {
  controller: AbortController;
  ended: Promise<void>;
  /** Over when nothing is on its way to anybody. */
  sending: Promise<void>;
}

// Handlers mostly wait: for the database and for Telegram.
const concurrency = 64;
const stopMs = 3_000;
// A long poll answers at least every 25 s; twice that without a word is silence.
const silenceMs = 60_000;

/** The time in office: from the seat taken to the seat lost, everything that only its holder may do. */
export function createTerms(deps: TermsDeps) {
  const { api, log, inbox, clock } = deps;
  const drain = inbox.drain(deps.handle, { concurrency, stopMs });
  let term: Term | undefined;
  let contactAt = Number.NEGATIVE_INFINITY;
  const onContact = () => {
    contactAt = clock.now().getTime();
  };

  const serve = async (fence: Fence, signal: AbortSignal): Promise<void> => {
    const me = await patiently({ log, signal }, 'getMe', () => api.getMe());
    if (!me || signal.aborted) return;
    onContact();
    deps.onSeated(me);
    await patiently({ log, signal }, 'inbox', async () => {
      try {
        await drain.start(fence);
      } catch (error) {
        drain.lose();
        throw error;
      }
    });
    const showProfile = async () => {
      await syncAdmins({ ...deps, commands, adminCommands }, me.id);
      await syncProfile({ ...deps, commands }, me.id);
    };
    const profile = showProfile().catch((error: unknown) =>
      log.warn({ err: error }, 'the profile of the bot could not be set'),
    );
    const sending = deps.sender.run(fence.epoch, signal);
    if (term) term.sending = sending;
    log.info({ bot: me.username, mode: deps.mode }, 'bot at work');
    if (deps.mode === 'polling') await poll({ ...deps, signal, onContact });
    else await hook(signal);
    await Promise.all([profile, sending]);
  };

  const hook = async (signal: AbortSignal): Promise<void> => {
    const { webhook } = deps;
    if (!webhook) throw new Error('webhook mode needs the address of the webhook');
    await patiently({ log, signal }, 'setWebhook', () =>
      api.setWebhook(webhook.url, {
        secret_token: webhook.secret,
        allowed_updates: allowedUpdates,
        max_connections: 40,
      }),
    );
  };

  const seat = deps.seat({
    onGain: (fence) => {
      const controller = new AbortController();
      const ended = serve(fence, controller.signal).catch((error: unknown) => {
        log.error({ err: error }, 'the bot could not go to work');
      });
      term = { controller, ended, sending: Promise.resolve() };
    },
    onLose: async (reason) => {
      const last = term;
      last?.controller.abort();
      if (reason === 'lost') {
        term = undefined;
        drain.lose();
      } else await Promise.all([drain.stop(), last?.sending]);
      term = undefined;
      await last?.ended;
    },
  });

  return {
    isSeated: (): boolean => term !== undefined,
    /** For readiness. Who only waits for the seat asks Telegram itself. */
    isReachable: async (): Promise<boolean> => {
      if (clock.now().getTime() - contactAt < silenceMs) return true;
      try {
        await api.getMe();
        onContact();
        return true;
      } catch {
        return false;
      }
    },
    start: (): Promise<void> => seat.start(),
    stop: (): Promise<void> => seat.stop(),
  };
}
