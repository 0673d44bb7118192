import type { Config } from '#platform/config';
import type { Log } from '#platform/log';
import { createSandboxChild } from './sandbox-child.ts';

/** Where the app stands: addresses that are known only once their servers run. */
export interface Ground {
  databaseUrl: string;
  telegramRoot: string;
  /** The sandbox KIE beside this process; absent when KIE is real or another process has it. */
  kieUrl?: string | undefined;
  chatUrl?: string | undefined;
  /** What the operator should know. */
  notes: readonly string[];
}

export interface GroundWorks {
  start(): Promise<Ground>;
  stop(): Promise<void>;
}

/** Starts, side by side, the servers that stand in for those that were not given: PostgreSQL and the sandbox. */
export function createGround(config: Config, { log }: { log: Log }): GroundWorks {
  const stops: (() => Promise<void>)[] = [];

  const openSandbox = async () => {
    // Only the bot talks to Telegram; beside split roles there is one sandbox, that of the bot.
    if (!config.telegram.isSandbox || !config.roles.includes('bot')) return undefined;
    const { host, port } = config.sandbox;
    const { token } = config.telegram;
    const sandbox = createSandboxChild({ log, host, port, token, dataDir: config.dataDir });
    stops.push(sandbox.stop);
    return sandbox.start();
  };

  const openDatabase = async () => {
    if (config.db.url !== undefined) return { url: config.db.url };
    const { createEmbedded } = await import('#platform/db');
    const embedded = createEmbedded({ dataDir: config.db.dataDir, log });
    stops.push(embedded.stop);
    return embedded.start();
  };

  return {
    start: async () => {
      const sandboxOpened = openSandbox();
      sandboxOpened.catch(() => undefined);
      // Its refusal is told first: whoever starts twice hears that, not of the port that is taken as well.
      const database = await openDatabase();
      const sandbox = await sandboxOpened;
      const note = 'note' in database ? database.note : undefined;
      return {
        databaseUrl: database.url,
        telegramRoot: sandbox?.telegramUrl ?? rootOf(config),
        kieUrl: config.kie.isSandbox ? sandbox?.kieUrl : undefined,
        chatUrl: sandbox && `${sandbox.telegramUrl}/`,
        notes: note === undefined ? [] : [note],
      };
    },
    stop: async () => {
      await Promise.allSettled(stops.map((stop) => stop()));
    },
  };
}

// Beside split roles the sandbox is that of the bot, on its fixed port.
const rootOf = ({ telegram, sandbox }: Config): string =>
  telegram.isSandbox ? `http://${sandbox.host}:${sandbox.port}` : telegram.apiRoot;
