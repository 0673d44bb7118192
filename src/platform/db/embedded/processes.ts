import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A pid alone proves nothing: numbers are used again, above all in containers. */
function commandOf(pid: number): string {
  if (existsSync('/proc/self/cmdline')) {
    const file = `/proc/${pid}/cmdline`;
    return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\0', ' ') : '';
  }
  return spawnSync('ps', ['-o', 'command=', '-ww', '-p', String(pid)], { encoding: 'utf8' }).stdout;
}

export type Postmaster = { pid: number; port: number; isAlive: boolean };

/** What postmaster.pid says, and whether that server really runs on this data. */
export function readPostmaster(clusterDir: string): Postmaster | undefined {
  const file = join(clusterDir, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Math.abs(Number(lines[0]));
  const command = commandOf(pid);
  const isAlive = command.includes('postgres') && command.includes(clusterDir);
  return { pid, port: Number(lines[3]), isAlive };
}

export type GuardMark = { pid: number; state: 'running' | 'stopping' };

export const guardMarkFile = (home: string): string => join(home, 'postgres.guard');

/** The guard that watches over this data now; undefined when there is none, whatever the file says. */
export function readGuard(home: string): GuardMark | undefined {
  const file = guardMarkFile(home);
  if (!existsSync(file)) return undefined;
  const match = /^(\d+) (running|stopping)\n$/.exec(readFileSync(file, 'utf8'));
  if (!match) return undefined;
  const pid = Number(match[1]);
  const command = commandOf(pid);
  if (!command.includes('guard.ts') || !command.includes(home)) return undefined;
  return { pid, state: match[2] === 'stopping' ? 'stopping' : 'running' };
}
