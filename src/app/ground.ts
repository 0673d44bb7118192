import type { Config } from '#platform/config';
import type { Log } from '#platform/log';
import { createSandboxChild } from './sandbox-child.ts';

/** Where the app stands: addresses that are known only once their servers run. */
export interface Ground {
  databaseUrl: string;
  telegramRoot: string;
  /** The sandbox KIE; absent when KIE is real. */
  kieUrl?: string | undefined;
  /** The sandbox StoLoto; absent when lottery data is real or off. */
  stolotoUrl?: string | undefined;
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
    // Beside split roles there is one sandbox, that of the bot.
    const isWanted = [config.telegram, config.kie, config.stoloto].some((one) => one.isSandbox);
    if (!isWanted || !config.roles.includes('bot')) return undefined;
    const { host, port } = config.sandbox;
    const { token } = config.telegram;
    const isAlone = !isSplit(config);
    const sandbox = createSandboxChild({
      log,
      host,
      port,
      kiePort: isAlone ? 0 : kiePortOf(config),
      stolotoPort: isAlone ? 0 : stolotoPortOf(config),
      token,
      dataDir: config.dataDir,
    });
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
        telegramRoot: config.telegram.isSandbox
          ? (sandbox?.telegramUrl ?? placeOf(config, config.sandbox.port))
          : config.telegram.apiRoot,
        kieUrl: config.kie.isSandbox
          ? (sandbox?.kieUrl ?? placeOf(config, kiePortOf(config)))
          : undefined,
        stolotoUrl: config.stoloto.isSandbox
          ? (sandbox?.stolotoUrl ?? placeOf(config, stolotoPortOf(config)))
          : undefined,
        chatUrl: sandbox && config.telegram.isSandbox ? `${sandbox.telegramUrl}/` : undefined,
        notes: note === undefined ? [] : [note],
      };
    },
    stop: async () => {
      await Promise.allSettled(stops.map((stop) => stop()));
    },
  };
}

const isSplit = ({ roles }: Config): boolean => !roles.includes('worker');

// Processes without the bot find its sandbox on fixed ports, one beside the other.
const kiePortOf = ({ sandbox }: Config): number => (sandbox.port === 0 ? 0 : sandbox.port + 1);
const stolotoPortOf = ({ sandbox }: Config): number => (sandbox.port === 0 ? 0 : sandbox.port + 2);
const placeOf = ({ sandbox: { host } }: Config, port: number): string => {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  return `http://${isEverywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;
};
