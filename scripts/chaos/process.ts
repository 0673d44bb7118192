import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Leap } from './time.ts';
import { type Answer, type Ask, fromPartShape } from './wire.ts';

export interface PartProcess {
  readonly name: string;
  readonly roles: string;
  isReady(): boolean;
  /** Ends it so and starts it again after a while. */
  end(signal: 'SIGKILL' | 'SIGTERM', awayMs: number): Promise<void>;
  /** Undefined: it ended before it answered. */
  ask(ask: Ask): Promise<Answer | undefined>;
  /** Also one that is still starting: it reads them when it is ready to. */
  tellClock(leaps: readonly Leap[]): void;
  /** For good. */
  close(): Promise<void>;
}

export interface PartDeps {
  name: string;
  roles: string;
  env: () => Record<string, string>;
  /** Where what it says is kept. */
  dir: string;
  /** It ended though nobody asked it to, having been ready. */
  onSurprise: (what: string) => void;
}

const program = join(import.meta.dirname, 'part.ts');
const firstAgainMs = 300;
const longestAgainMs = 10_000;

/** A process of the product that is started again whenever it ends, as its operator would have it. */
export function startPart(deps: PartDeps): PartProcess {
  const { name, roles } = deps;
  const waiting = new Map<number, (answer: Answer | undefined) => void>();
  const state: { child?: ChildProcess; isReady: boolean; isClosed: boolean; isEnding: boolean } = {
    isReady: false,
    isClosed: false,
    isEnding: false,
  };
  let asked = 0;
  let againMs = firstAgainMs;

  const start = () => {
    if (state.isClosed) return;
    const out = openSync(join(deps.dir, `${name}.log`), 'a');
    const child = fork(program, [], {
      stdio: ['ignore', out, out, 'ipc'],
      env: { PATH: process.env.PATH, CHAOS_ROLES: roles, ...deps.env() },
      execArgv: ['--max-semi-space-size=8', '--disable-warning=ExperimentalWarning'],
    });
    closeSync(out);
    state.child = child;
    state.isEnding = false;
    child.on('message', (message) => {
      const told = fromPartShape.parse(message);
      if (told.type === 'ready') {
        state.isReady = true;
        againMs = firstAgainMs;
      } else {
        waiting.get(told.id)?.(told.answer);
        waiting.delete(told.id);
      }
    });
    child.on('error', () => undefined);
    child.once('exit', (code, signal) => {
      const wasReady = state.isReady;
      state.isReady = false;
      for (const resolve of waiting.values()) resolve(undefined);
      waiting.clear();
      if (state.isEnding || state.isClosed) return;
      if (wasReady) deps.onSurprise(`${name} ended by itself with ${code ?? signal}`);
      void pause(againMs).then(start);
      // Whoever cannot start for the moment must not take the machine from those that run.
      againMs = Math.min(2 * againMs, longestAgainMs);
    });
  };

  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    const { child } = state;
    state.isEnding = true;
    state.isReady = false;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };

  start();
  return {
    name,
    roles,
    isReady: () => state.isReady,
    end: async (signal, awayMs) => {
      await stop(signal);
      await pause(awayMs);
      start();
    },
    ask: async (ask) => {
      const { child } = state;
      if (!child || !state.isReady) return undefined;
      asked += 1;
      const id = asked;
      const { promise, resolve } = Promise.withResolvers<Answer | undefined>();
      waiting.set(id, resolve);
      send(child, { type: 'ask', id, ask });
      return promise;
    },
    tellClock: (leaps) => {
      if (state.child?.connected) send(state.child, { type: 'clock', leaps });
    },
    close: async () => {
      state.isClosed = true;
      await stop('SIGTERM');
    },
  };
}

/** One that has just been killed hears nothing; its exit tells the rest. Said as an event, it would end whoever waits for that exit. */
function send(child: ChildProcess, message: object): void {
  child.send(message, () => undefined);
}
