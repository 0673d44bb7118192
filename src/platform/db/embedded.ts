import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '#platform/log';
import { findBinaries } from './embedded/binaries.ts';
import { alreadyRunning, claimData } from './embedded/claim.ts';
import { ensureCluster, superuser } from './embedded/cluster.ts';
import { findFreePort } from './embedded/free-port.ts';
import { type GuardedServer, launch } from './embedded/launch.ts';
import {
  clusterDirOf,
  defaultSharedDir,
  type Place,
  pickPlace,
  sharedHomeOf,
} from './embedded/place.ts';
import { readPostmaster } from './embedded/processes.ts';
import { DbStartError } from './start-error.ts';

export type EmbeddedDeps = {
  dataDir: string;
  log: Log;
  /** Where binaries and data go when PostgreSQL's account cannot enter their own folders. */
  sharedDir?: string;
  /** The folder with PostgreSQL's programs; what npm brought unless given. */
  native?: string;
  /** Tests only: no fsync, and the folder is removed when the server ends, even after a kill. */
  isThrowaway?: boolean;
};

export type Embedded = {
  start: () => Promise<{ url: string; note?: string }>;
  stop: () => Promise<void>;
};

const portAttempts = 5;
const restartPauseMs = 200;
const restartsAtMost = 5;
// Who ran this long may have as many restarts again.
const steadyMs = 60_000;
const logBytesMax = 5 * 1024 * 1024;

/** A PostgreSQL of our own in `dataDir`, on loopback, that ends with this process however it ends. */
export function createEmbedded(deps: EmbeddedDeps): Embedded {
  let server: GuardedServer | undefined;
  let isStopping = false;
  let restarts = 0;
  const throwawayDir = deps.isThrowaway ? deps.dataDir : undefined;

  const watch = (place: Place, port: number, running: GuardedServer): void => {
    const startedAt = performance.now();
    void running.ended.then(async (reason) => {
      if (isStopping) return;
      if (performance.now() - startedAt > steadyMs) restarts = 0;
      deps.log.error({ reason, restarts }, 'embedded database ended by itself');
      while (!isStopping && restarts < restartsAtMost) {
        restarts += 1;
        await pause(restartPauseMs * restarts);
        const again = await restart(place, port);
        if (again) return;
      }
    });
  };

  const restart = async (place: Place, port: number): Promise<boolean> => {
    try {
      await claimData(place);
      if (isStopping) return true;
      const running = await launch(place, { port, throwawayDir });
      server = running;
      if (isStopping) {
        await running.stop();
        return true;
      }
      deps.log.info({ port }, 'embedded database runs again');
      watch(place, port, running);
      return true;
    } catch (err) {
      deps.log.error({ err }, 'embedded database could not be started again');
      return false;
    }
  };

  const start = async () => {
    const sharedDir = deps.sharedDir ?? defaultSharedDir;
    const place = pickPlace({
      dataDir: deps.dataDir,
      sharedDir,
      native: deps.native ?? findBinaries(),
    });
    await claimData(place);
    const password = ensureCluster(place, { isDurable: !deps.isThrowaway });
    limitLog(place.home);
    const { port, running } = await launchOnFreePort(place, throwawayDir);
    server = running;
    watch(place, port, running);
    deps.log.info({ port, home: place.home }, 'embedded database started');
    const { note } = place;
    return { url: toUrl(port, password), ...(note === undefined ? {} : { note }) };
  };

  return {
    start,
    stop: async () => {
      isStopping = true;
      await server?.stop();
    },
  };
}

async function launchOnFreePort(
  place: Place,
  throwawayDir: string | undefined,
): Promise<{ port: number; running: GuardedServer }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    try {
      return { port, running: await launch(place, { port, throwawayDir }) };
    } catch (cause) {
      if (readPostmaster(place.clusterDir)?.isAlive) throw alreadyRunning(place);
      if (attempt < portAttempts && isPortTaken(cause)) continue;
      throw cause;
    }
  }
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof DbStartError && error.message.includes('could not bind');

function limitLog(home: string): void {
  const file = join(home, 'postgres.log');
  if (existsSync(file) && statSync(file).size > logBytesMax) renameSync(file, `${file}.old`);
}

const toUrl = (port: number, password: string): string =>
  `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;

/** The folders that hold what belongs to this DATA_DIR. */
export const embeddedHomes = (dataDir: string, sharedDir = defaultSharedDir): string[] => [
  resolve(dataDir),
  sharedHomeOf(dataDir, sharedDir),
];

/** The address of the embedded server that runs on this DATA_DIR now, for scripts. */
export function findEmbedded(dataDir: string, sharedDir = defaultSharedDir): string | undefined {
  for (const home of embeddedHomes(dataDir, sharedDir)) {
    const server = readPostmaster(clusterDirOf(home));
    if (!server?.isAlive) continue;
    return toUrl(server.port, readFileSync(join(home, 'postgres.password'), 'utf8').trim());
  }
  return undefined;
}
