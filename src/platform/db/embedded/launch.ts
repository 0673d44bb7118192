import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DbStartError } from '../start-error.ts';
import { systemPath } from './account.ts';
import type { Place } from './place.ts';
import { guardMarkFile } from './processes.ts';

export type GuardedServer = {
  stop: () => Promise<void>;
  /** Resolves with the reason when the server, or its guard, is gone. */
  ended: Promise<string>;
};

const guardPath = fileURLToPath(new URL('./guard.ts', import.meta.url));
// Recovery after a crash replays at most a gigabyte of log.
const readyMs = 120_000;

const settings = (input: LaunchInput): Record<string, string> => ({
  listen_addresses: '127.0.0.1',
  port: String(input.port),
  unix_socket_directories: '',
  max_connections: '300',
  // Statements hold what people wrote: the server's log gets errors without them.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_timezone: 'UTC',
  timezone: 'UTC',
  ...(input.throwawayDir !== undefined
    ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '64MB' }
    : {}),
});

export type LaunchInput = {
  port: number;
  /** Tests only: no fsync, and this folder is removed when the server ends, even after a kill. */
  throwawayDir: string | undefined;
};

export async function launch(place: Place, input: LaunchInput): Promise<GuardedServer> {
  const logFile = join(place.home, 'postgres.log');
  const logStart = existsSync(logFile) ? statSync(logFile).size : 0;
  const order = {
    postgres: join(place.native, 'bin', 'postgres'),
    args: [
      '-D',
      place.clusterDir,
      ...Object.entries(settings(input)).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    clusterDir: place.clusterDir,
    logFile,
    markFile: guardMarkFile(place.home),
    env: { PATH: systemPath, TZ: 'UTC' },
    account: place.account ?? null,
    removeOnExit: input.throwawayDir ?? null,
  };
  // A group of its own: Ctrl+C in a terminal must reach the app only.
  const guard = spawn(
    process.execPath,
    ['--max-old-space-size=32', guardPath, JSON.stringify(order)],
    {
      cwd: '/',
      env: { PATH: systemPath },
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    },
  );
  guard.stdin.on('error', () => undefined);
  let lastWords = '';
  const ended = new Promise<string>((resolve) => {
    guard.on('error', (error) => resolve(error.message));
    guard.on('exit', (code, signal) =>
      resolve(lastWords || `its guard ended (${signal ?? `code ${code}`})`),
    );
  });
  const isReady = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), readyMs);
    guard.stdout.on('data', (chunk) => {
      const text = chunk.toString();
      if (text.startsWith('ready')) resolve(true);
      else lastWords = text.trim();
      clearTimeout(timer);
    });
    void ended.then(() => {
      clearTimeout(timer);
      resolve(false);
    });
  });
  if (!isReady) {
    guard.stdin.destroy();
    const reason = await ended;
    throw new DbStartError(
      'cannot_start',
      `The embedded PostgreSQL did not start: ${reason}. Its log says: ${readFrom(logFile, logStart)}`,
    );
  }
  return {
    ended,
    stop: async () => {
      guard.stdin.write('stop\n');
      await ended;
    },
  };
}

function readFrom(file: string, start: number): string {
  if (!existsSync(file)) return 'nothing';
  const buffer = Buffer.alloc(4_000);
  const fd = openSync(file, 'r');
  try {
    return buffer.toString('utf8', 0, readSync(fd, buffer, 0, buffer.length, start)).trim();
  } finally {
    closeSync(fd);
  }
}
