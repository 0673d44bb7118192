import type { SandboxClock } from '#sandbox/clock';
import type { ClientEvent } from '../client-types.ts';
import { createCallbacks } from './callbacks.ts';
import { createCounters } from './counters.ts';
import { createFiles } from './files.ts';
import { clearStars } from './stars.ts';
import type { Bot, Changed, FileRecord, World, WorldRules } from './types.ts';

export type ClientListener = (event: ClientEvent) => void;

/** What only the one who runs the world needs. */
export interface WorldHandle {
  readonly world: World;
  readonly counters: ReturnType<typeof createCounters>;
  readonly files: ReturnType<typeof createFiles>;
  /** Events for one user's page. */
  watch(bot: Bot, userId: number, listener: ClientListener): () => void;
  /** Forgets everything but the bots and the numbers already given. */
  clear(): void;
}

export interface WorldDeps {
  readonly clock: SandboxClock;
  readonly rules: WorldRules;
  readonly dataDir: string | undefined;
  readonly saved: (what: Changed) => void;
  readonly savedFile: (record: FileRecord) => void;
  readonly reserve: (counter: string, upTo: number) => void;
}

export function createWorld(deps: WorldDeps): WorldHandle {
  const counters = createCounters(deps.reserve);
  const files = createFiles({
    dataDir: deps.dataDir,
    now: deps.clock.now,
    nextNumber: counters.next,
    saved: deps.savedFile,
  });
  const watchers = new Map<string, Set<ClientListener>>();
  const keyOf = (bot: Bot, userId: number) => `${bot.id}:${userId}`;
  const callbacks = createCallbacks({ clock: deps.clock, nextNumber: counters.next });
  const world: World = {
    clock: deps.clock,
    rules: deps.rules,
    bots: new Map(),
    people: new Map(),
    groups: new Map(),
    files,
    callbacks,
    nextNumber: counters.next,
    emit(bot, userId, event) {
      for (const listener of watchers.get(keyOf(bot, userId)) ?? []) listener(event);
    },
    isWatched: (bot, userId) => watchers.has(keyOf(bot, userId)),
    saved: deps.saved,
  };
  return {
    world,
    counters,
    files,
    watch(bot, userId, listener) {
      const key = keyOf(bot, userId);
      const listeners = watchers.get(key) ?? new Set();
      watchers.set(key, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && watchers.get(key) === listeners) watchers.delete(key);
      };
    },
    clear() {
      world.people.clear();
      world.groups.clear();
      callbacks.clear();
      files.clear();
      for (const bot of world.bots.values()) {
        bot.dialogs.clear();
        bot.commands.clear();
        bot.texts.clear();
        bot.adminRights.clear();
        clearStars(bot.stars);
        bot.webAppQueries.clear();
        bot.menuButton = undefined;
        bot.inbox.queue.clear();
        bot.inbox.queue.allow(undefined);
        bot.inbox.polling.cut('closed');
        bot.inbox.webhook.set(undefined);
        bot.closedUntil = 0;
      }
    },
  };
}
