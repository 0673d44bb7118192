import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const running = z.object({
  pid: z.number(),
  startedAt: z.iso.datetime(),
  roles: z.array(z.string()),
  httpUrl: z.string().optional(),
  chatUrl: z.string().optional(),
});

/** What a running process tells `npm run status` about itself. */
export type Running = z.infer<typeof running>;

const folderOf = (dataDir: string) => join(dataDir, 'run');

export function writeRunFile(dataDir: string, facts: Running): void {
  mkdirSync(folderOf(dataDir), { recursive: true });
  writeFileSync(join(folderOf(dataDir), `${facts.pid}.json`), JSON.stringify(facts));
}

export function removeRunFile(dataDir: string, pid: number): void {
  rmSync(join(folderOf(dataDir), `${pid}.json`), { force: true });
}

/** Processes that live; what a killed one left behind is removed. */
export function listRunning(dataDir: string): Running[] {
  return namesIn(folderOf(dataDir)).flatMap((name) => {
    const path = join(folderOf(dataDir), name);
    const facts = running.safeParse(parse(readFileSync(path, 'utf8')));
    if (facts.success && isAlive(facts.data.pid)) return [facts.data];
    rmSync(path, { force: true });
    return [];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a process too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
