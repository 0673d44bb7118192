import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface Spent {
  cpuMs: number;
  statements: number;
}

/** What a program spends between two looks at it. */
export async function openProbe() {
  const dir = await mkdtemp(join(tmpdir(), 'jackdraw-probe-'));
  const file = join(dir, 'spent.json');
  let before: Spent = { cpuMs: 0, statements: 0 };

  const read = async (pid: number): Promise<Spent> => {
    await rm(file, { force: true });
    process.kill(pid, 'SIGUSR2');
    for (;;) {
      const text = await readFile(file, 'utf8').catch(() => '');
      if (text.endsWith('}')) return JSON.parse(text);
      await pause(5);
    }
  };

  return {
    /** For the environment of the program. */
    env: {
      NODE_OPTIONS: `--import ${join(import.meta.dirname, 'probe.ts')}`,
      BENCH_PROBE: file,
    },
    /** Since the last look. */
    look: async (pid: number): Promise<Spent> => {
      const now = await read(pid);
      const spent = {
        cpuMs: now.cpuMs - before.cpuMs,
        statements: now.statements - before.statements,
      };
      before = now;
      return spent;
    },
    close: () => rm(dir, { recursive: true, force: true }),
  };
}
