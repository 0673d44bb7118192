import { type ChildProcess, fork, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '#platform/log';

export interface SandboxChildDeps {
  log: Log;
  host: string;
  port: number;
  kiePort: number;
  stolotoPort: number;
  token: string;
  dataDir: string;
}

interface SandboxUrls {
  telegramUrl: string;
  kieUrl: string;
  stolotoUrl: string;
}

export interface SandboxChild {
  start(): Promise<SandboxUrls>;
  stop(): Promise<void>;
}

/** The sandbox could not start; the message is for the operator and says what to do. */
export class SandboxStartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SandboxStartError';
  }
}

const service = z.object({ url: z.url() });
const readyMessage = z.object({
  type: z.literal('ready'),
  telegram: service,
  kie: service,
  stoloto: service,
});

const program = join(import.meta.dirname, '..', 'sandbox', 'main.ts');
// The very first start on a slow, busy machine reads its code from a cold disk.
const startMs = 60_000;
const stopMs = 1_500;
const keptWords = 2_000;
// The chat page is served by stripTypeScriptTypes, which warns: such words would stand before the real last ones.
const execArgv = [...process.execArgv, '--disable-warning=ExperimentalWarning'];

/** The sandbox services in a process of their own, which ends when the channel to this one closes. */
export function createSandboxChild(deps: SandboxChildDeps): SandboxChild {
  let child: ChildProcess | undefined;
  let isStopping = false;
  let lastWords = '';

  const watch = (running: ChildProcess) => {
    running.on('exit', (code, signal) => {
      if (!isStopping)
        deps.log.error({ code, signal, words: lastWords }, 'sandbox ended by itself');
    });
  };

  return {
    start: async () => {
      // Detached, or Ctrl+C at the terminal would end it before those who still talk to it.
      const stdio: StdioOptions = ['ignore', 'ignore', 'pipe', 'ipc'];
      child = fork(program, wordsFor(deps), { stdio, execArgv, detached: true });
      const running = child;
      running.stderr?.on('data', (chunk: Buffer) => {
        lastWords = (lastWords + chunk.toString()).slice(-keptWords);
      });
      const urls = await ready(running, deps.port, () => lastWords);
      watch(running);
      deps.log.info({ ...urls, sandboxPid: running.pid }, 'sandbox started');
      return urls;
    },
    stop: async () => {
      isStopping = true;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const running = child;
      const ended = once(running, 'exit');
      if (running.connected) running.disconnect();
      const limit = setTimeout(() => running.kill('SIGKILL'), stopMs);
      await ended;
      clearTimeout(limit);
    },
  };
}

const wordsFor = ({
  host,
  port,
  kiePort,
  stolotoPort,
  token,
  dataDir,
}: SandboxChildDeps): string[] => [
  `--host=${host}`,
  `--port=${port}`,
  `--kie-port=${kiePort}`,
  `--stoloto-port=${stolotoPort}`,
  `--token=${token}`,
  `--data-dir=${join(dataDir, 'sandbox')}`,
  '--bot-username=jackdraw_bot',
  '--bot-name=Jackdraw',
];

async function ready(child: ChildProcess, port: number, words: () => string): Promise<SandboxUrls> {
  const { promise, resolve, reject } = Promise.withResolvers<SandboxUrls>();
  const refuse = () => reject(new SandboxStartError(explain(port, words())));
  // Other messages may come first: `node --watch` lets every child tell which files it has read.
  const onMessage = (message: unknown) => {
    const parsed = readyMessage.safeParse(message);
    if (!parsed.success) return;
    const { telegram, kie, stoloto } = parsed.data;
    resolve({ telegramUrl: telegram.url, kieUrl: kie.url, stolotoUrl: stoloto.url });
  };
  const late = `The sandbox services did not start within ${startMs / 1_000} s. The machine may be very busy: try again.\n`;
  const timer = setTimeout(() => reject(new SandboxStartError(late + words())), startMs);
  child.on('message', onMessage);
  child.once('exit', refuse);
  try {
    return await promise;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
    child.off('message', onMessage);
    child.off('exit', refuse);
  }
}

const explain = (port: number, words: string): string =>
  words.includes('EADDRINUSE')
    ? `Port ${port}, meant for the chat page of the sandbox, is taken, perhaps by another Jackdraw. Stop that program, or set SANDBOX_PORT to a free port (0 takes any).`
    : `The sandbox services could not start.\n${words}`;
