import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTelegramSandbox, type TelegramSandbox } from '#sandbox/telegram';

export const benchToken = '4242424242:SANDBOX-for-the-benches-only-abcdefghij';

export interface Product {
  readonly pid: number;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface Bench {
  readonly sandbox: TelegramSandbox;
  readonly control: TelegramSandbox['control'];
  readonly url: string;
  /** The product as its operator starts it, against this sandbox. */
  product(env?: Record<string, string>): Promise<Product>;
  /** Any other program that finds the sandbox in API_ROOT and BOT_TOKEN. */
  run(file: string): Promise<Product>;
  close(): Promise<void>;
}

/** An emulated Telegram in this process, and programs beside it in theirs. */
export async function openBench(options: { transcriptLimit?: number } = {}): Promise<Bench> {
  const dir = await mkdtemp(join(tmpdir(), 'jackdraw-bench-'));
  const sandbox = createTelegramSandbox({ token: benchToken, localUrls: true, ...options });
  const { url } = await sandbox.start();
  const start = async (args: string[], env: Record<string, string>): Promise<Product> => {
    const out = await open(join(dir, 'out.log'), 'a');
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', out.fd, out.fd],
      env: { PATH: process.env.PATH, BOT_TOKEN: benchToken, ...env },
    });
    await out.close();
    let isStopping = false;
    child.once('exit', (code) => {
      if (isStopping) return;
      console.error(
        `${args.join(' ')} ended with ${code}:\n${readFileSync(join(dir, 'out.log'), 'utf8').slice(-2_000)}`,
      );
      process.exit(1);
    });
    return {
      pid: child.pid ?? 0,
      stop: async (signal = 'SIGTERM') => {
        isStopping = true;
        await stop(child, signal);
      },
    };
  };
  return {
    sandbox,
    control: sandbox.control,
    url,
    product: (env = {}) =>
      start(['--max-semi-space-size=8', '--import', './src/prelude.js', 'src/main.ts'], {
        TELEGRAM_API_ROOT: url,
        DATA_DIR: join(dir, 'data'),
        APP_PORT: '0',
        SANDBOX_PORT: '0',
        APP_HOST: '127.0.0.1',
        USER_RATE_LIMIT: '100000',
        ...env,
      }),
    run: (file) => start([file], { API_ROOT: url }),
    close: async () => {
      await sandbox.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** Resident memory of one process, in MB. */
export async function rssMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024);
}
