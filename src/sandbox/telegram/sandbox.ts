import { createSandboxClock } from '#sandbox/clock';
import { urlOf } from '#sandbox/place';
import { resumeRenewals } from '#sandbox/telegram/acts';
import { createClientRoute, createShownBot } from '#sandbox/telegram/client';
import {
  type Control,
  createControl,
  createControlHttp,
  createFaults,
  createTranscript,
} from '#sandbox/telegram/control';
import { createBotApi, createHttpServer, createRateLimits } from '#sandbox/telegram/http';
import { createJournal } from '#sandbox/telegram/journal';
import { checkCall } from '#sandbox/telegram/methods';
import { addBot, type Bot, createWorld, type NewBot } from '#sandbox/telegram/world';
import { moreActs } from './more.ts';
import type { TelegramSandboxOptions } from './options.ts';
import { createRoutes } from './routes.ts';

export interface TelegramSandbox {
  start(): Promise<{ url: string }>;
  stop(): Promise<void>;
  readonly control: Control;
}

const defaultTranscriptLimit = 20_000;

export function createTelegramSandbox(options: TelegramSandboxOptions): TelegramSandbox {
  const clock = createSandboxClock();
  const journal = createJournal(options.dataDir);
  const handle = createWorld({
    clock,
    rules: {
      localUrls: options.localUrls ?? false,
      rateLimits: options.rateLimits ?? false,
      strictTiming: options.strictTiming ?? false,
    },
    dataDir: options.dataDir,
    saved: journal.saved,
    savedFile: journal.savedFile,
    reserve: journal.reserve,
  });
  const { world } = handle;
  const transcript = createTranscript(options.transcriptLimit ?? defaultTranscriptLimit);
  const faults = createFaults();
  const limits = createRateLimits(clock);
  const onBug = (error: unknown, where: string) =>
    options.log?.error({ err: error, where }, 'sandbox telegram broke');

  const launch = (input: NewBot): Bot =>
    addBot(world, input, (bot, method, params) => {
      botApi.callSilently(bot, method, params).catch((error: unknown) => onBug(error, method));
    });
  const findBot = (token: string) => {
    const bot =
      world.bots.get(token) ?? (options.anyToken === true ? launch({ token }) : undefined);
    if (bot !== undefined) shown.called(bot);
    return bot;
  };
  const botApi = createBotApi({
    world,
    faults,
    limits,
    transcript,
    checkCall,
    findBot,
    onBug,
  });
  const control = createControl({
    handle,
    transcript,
    faults,
    addBot: launch,
    onReset() {
      limits.clear();
      journal.cleared();
    },
  });
  const shown = createShownBot(() => control.bot());
  launch({
    token: options.token,
    profile: {
      ...(options.botUsername === undefined ? {} : { username: options.botUsername }),
      ...options.profile,
    },
  });
  const host = options.host ?? '127.0.0.1';
  const server = createHttpServer({
    host,
    port: options.port ?? 0,
    routes: createRoutes({
      botApi,
      control: createControlHttp(control),
      client: createClientRoute({
        handle,
        shown,
        more: moreActs,
        note: (action, user, details) =>
          transcript.add({
            at: clock.now(),
            kind: 'action',
            bot: shown.bot().id,
            user,
            action,
            details,
          }),
      }),
      handle,
      findBot,
    }),
    onBug,
  });

  return {
    control,
    async start() {
      journal.open({ handle, launch });
      const guest = [...world.bots.values()].findLast(
        ({ token, dialogs }) => token !== options.token && dialogs.size > 0,
      );
      if (guest !== undefined) shown.remember(guest);
      resumeRenewals(world);
      const { port } = await server.start();
      return { url: urlOf(host, port) };
    },
    async stop() {
      control.release();
      for (const bot of world.bots.values()) bot.inbox.webhook.stop();
      await server.stop();
      clock.stop();
      await journal.close();
    },
  };
}
