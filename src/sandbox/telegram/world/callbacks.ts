import type { SandboxClock } from '#sandbox/clock';
import type { Bot } from './types.ts';

export interface CallbackAnswer {
  readonly text?: string;
  readonly show_alert: boolean;
  readonly url?: string;
}

interface OpenCallback {
  readonly botId: number;
  readonly userId: number;
  readonly at: number;
  answered: boolean;
  readonly waiting: Set<(answer: CallbackAnswer | undefined) => void>;
  answer: CallbackAnswer | undefined;
}

/** Presses waiting for answerCallbackQuery. */
export interface Callbacks {
  open(bot: Bot, userId: number): string;
  /** The user who pressed, or undefined: unknown, too late, or answered before. */
  answer(bot: Bot, id: string, answer: CallbackAnswer): number | undefined;
  /** Undefined when nobody answered in time. */
  wait(id: string): Promise<CallbackAnswer | undefined>;
  clear(): void;
}

/** The update lives 150 s, the client stops waiting much earlier. */
const answerableMs = 15_000;
const keptMs = 150_000;

export function createCallbacks(deps: {
  clock: SandboxClock;
  nextNumber: (counter: string) => number;
}): Callbacks {
  const { clock } = deps;
  const callbacks = new Map<string, OpenCallback>();

  const prune = () => {
    const oldest = clock.now() - keptMs;
    for (const [id, { at }] of callbacks) {
      if (at > oldest) break;
      callbacks.delete(id);
    }
  };

  return {
    open(bot, userId) {
      prune();
      const id = `${4_000_000_000_000_000 + userId}${String(deps.nextNumber('callback')).padStart(9, '0')}`;
      callbacks.set(id, {
        botId: bot.id,
        userId,
        at: clock.now(),
        answered: false,
        waiting: new Set(),
        answer: undefined,
      });
      return id;
    },
    answer(bot, id, answer) {
      const found = callbacks.get(id);
      if (found === undefined || found.botId !== bot.id || found.answered) return undefined;
      if (clock.now() - found.at > answerableMs) return undefined;
      found.answered = true;
      found.answer = answer;
      for (const resolve of found.waiting) resolve(answer);
      found.waiting.clear();
      return found.userId;
    },
    wait(id) {
      const found = callbacks.get(id);
      if (found === undefined || found.answered) return Promise.resolve(found?.answer);
      return new Promise((resolve) => {
        const cancel = clock.after(found.at + answerableMs - clock.now() + 1, () => {
          found.waiting.delete(finish);
          resolve(undefined);
        });
        const finish = (answer: CallbackAnswer | undefined) => {
          cancel();
          resolve(answer);
        };
        found.waiting.add(finish);
      });
    },
    clear: () => callbacks.clear(),
  };
}
