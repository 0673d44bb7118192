import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cleanup } from './cleanup.ts';
import { findFreePort } from './free-port.ts';

export type TestRedis = {
  url: string;
  /** Resolves when it takes connections. */
  start(): Promise<void>;
  /** The way an operator does it; what it kept is written first. */
  stop(): Promise<void>;
  /** The way a machine does it. */
  kill(): Promise<void>;
};

/** A Redis of the test's own, running, gone afterwards. Without `isPersistent` every stop empties it. */
export async function createTestRedis(
  t: Cleanup,
  { isPersistent = false }: { isPersistent?: boolean } = {},
): Promise<TestRedis> {
  const dir = mkdtempSync(join(tmpdir(), 'jackdraw-redis-'));
  const port = await findFreePort();
  const state: { server?: ChildProcess } = {};

  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const { server } = state;
    delete state.server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  const start = async () => {
    const keeping = isPersistent
      ? ['--appendonly', 'yes', '--appendfsync', 'always']
      : ['--appendonly', 'no'];
    const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
    const server = spawn('redis-server', [...place, ...keeping], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    state.server = server;
    await ready(server);
  };
  t.after(() => {
    t.after(async () => {
      await end('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    });
  });
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

async function ready(server: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const said: string[] = [];
  server.once('error', reject);
  server.once('exit', () => reject(new Error(`redis-server ended:\n${said.join('')}`)));
  server.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said.push(text);
    if (said.join('').includes('Ready to accept connections')) resolve();
  });
  await promise;
}
