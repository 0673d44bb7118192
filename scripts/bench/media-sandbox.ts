import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const ready = z.object({
  type: z.literal('ready'),
  telegram: z.object({ url: z.string() }),
  kie: z.object({ url: z.string() }),
});

export interface MediaSandbox {
  readonly telegramUrl: string;
  readonly kieUrl: string;
  /** KIE's hands. */
  control(word: string, body?: object): Promise<unknown>;
  telegram(word: string, body?: object): Promise<unknown>;
  close(): Promise<void>;
}

/** The sandbox in a process of its own, as beside the product; KIE answers at once, with one prepared file. */
export async function openMediaSandbox(token: string): Promise<MediaSandbox> {
  const words = ['--port=0', '--kie-port=0', `--token=${token}`, '--local-urls'];
  const execArgv = ['--disable-warning=ExperimentalWarning'];
  const child = fork('src/sandbox/main.ts', words, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv,
  });
  const { telegram, kie } = await urlsOf(child);
  const controlOf =
    (root: string) =>
    async (word: string, body: object = {}) => {
      const sent = { method: 'POST', body: JSON.stringify(body) };
      return (await fetch(`${root}/control/${word}`, sent)).json();
    };
  const control = controlOf(kie.url);
  await control('setDurations', { image: 0 });
  await control('setLimits', { on: false });
  await control('setBalance', { credits: 1e9 });
  await control('prepare', { on: true });
  return {
    telegramUrl: telegram.url,
    kieUrl: kie.url,
    control,
    telegram: controlOf(telegram.url),
    close: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

async function urlsOf(child: ChildProcess) {
  for (;;) {
    const [message] = await once(child, 'message');
    const parsed = ready.safeParse(message);
    if (parsed.success) return parsed.data;
  }
}
