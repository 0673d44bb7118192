import type { Bot } from '#sandbox/telegram/world';

/** Whose chats the page shows. It matters only where any token makes a bot. */
export interface ShownBot {
  bot(): Bot;
  /** The first that calls stays. */
  called(bot: Bot): void;
  /** After a restart: shown until somebody calls. */
  remember(bot: Bot): void;
  /** Another bot is shown from now on. */
  onTurn(listener: () => void): () => void;
}

export function createShownBot(own: () => Bot): ShownBot {
  let caller: Bot | undefined;
  let remembered: Bot | undefined;
  const listeners = new Set<() => void>();
  const bot = () => caller ?? remembered ?? own();
  return {
    bot,
    called(calling) {
      if (caller !== undefined) return;
      const before = bot();
      caller = calling;
      if (before !== calling) for (const listener of [...listeners]) listener();
    },
    remember(known) {
      remembered = known;
    },
    onTurn(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
