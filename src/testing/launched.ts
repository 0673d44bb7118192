import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Cleanup } from './cleanup.ts';
import { until } from './until.ts';

export interface Launched {
  child: ChildProcess;
  lines: readonly LaunchedLine[];
  /** All that was written, banner included. */
  output: () => string;
  errors: () => string;
  exited: Promise<unknown[]>;
  line: (msg: string) => Promise<LaunchedLine>;
}

const launchedLine = z.looseObject({ msg: z.string() });
export type LaunchedLine = z.infer<typeof launchedLine>;

/** A folder of the test's own that PostgreSQL's account may enter too. */
export function createDataDir(t: Cleanup): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'jackdraw-launch-'));
  chmodSync(dataDir, 0o755);
  // A server that was killed a moment ago may still be tidying up in there.
  t.after(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return dataDir;
}

/** What a program starts with besides its settings: where programs are, and what is compiled already. */
export function bareEnv(): Record<string, string | undefined> {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  return { PATH, HOME, NODE_COMPILE_CACHE };
}

/** `node src/main.ts` as an operator starts it, with these settings and no others. */
export function launch(t: Cleanup, settings: Record<string, string>): Launched {
  const env = { ...bareEnv(), APP_PORT: '0', SANDBOX_PORT: '0' };
  const child = spawn(process.execPath, ['src/main.ts'], { env: { ...env, ...settings } });
  t.after(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  const lines: LaunchedLine[] = [];
  const said: string[] = [];
  let errors = '';
  createInterface(child.stdout).on('line', (text) => {
    said.push(text);
    if (text.startsWith('{')) lines.push(launchedLine.parse(JSON.parse(text)));
  });
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  return {
    child,
    lines,
    output: () => said.join('\n'),
    errors: () => errors,
    exited: once(child, 'exit'),
    line: async (msg) => {
      const find = () => lines.find((line) => line.msg === msg);
      const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
      await until(msg, () => find() !== undefined || hasEnded(), 120_000);
      if (!find()) throw new Error(`ended before "${msg}":\n${said.join('\n')}\n${errors}`);
      return find() ?? { msg };
    },
  };
}

export async function isGone(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
