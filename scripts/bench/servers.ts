import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbedded, migrate } from '#platform/db';
import { createMemoryLog, type Log } from '#platform/log';
import { findFreePort } from '#testing';

export interface Servers {
  readonly databaseUrl: string;
  /** Absent where no redis-server is installed. */
  readonly redisUrl?: string;
  readonly log: Log;
  close(): Promise<void>;
}

/** The embedded PostgreSQL as the product runs it, and a Redis where the machine has one. */
export async function openServers(): Promise<Servers> {
  const dir = await mkdtemp(join(tmpdir(), 'jackdraw-bench-'));
  const log = createMemoryLog({ level: 'fatal' }).log;
  const database = createEmbedded({ dataDir: join(dir, 'data'), log });
  const { url: databaseUrl } = await database.start();
  await migrate(databaseUrl, log);
  const redis = await openRedis(dir);
  return {
    databaseUrl,
    ...(redis === undefined ? {} : { redisUrl: redis.url }),
    log,
    close: async () => {
      await redis?.close();
      await database.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function openRedis(dir: string) {
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined;
  const port = await findFreePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
  const server = spawn('redis-server', [...args, '--appendonly', 'yes'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const chunk of server.stdout) if (String(chunk).includes('Ready to accept')) break;
  return {
    url: `redis://127.0.0.1:${port}`,
    close: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    },
  };
}
