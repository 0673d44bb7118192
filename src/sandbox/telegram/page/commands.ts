import type { Command } from './types.ts';

/** The commands that a half-typed `/word` may become: those that begin so first, then those that say so. */
export function matchCommands(commands: readonly Command[], typed: string): Command[] {
  const word = /^\/([^\s]*)$/.exec(typed)?.[1]?.toLowerCase();
  if (word === undefined) return [];
  const begins = commands.filter(({ command }) => command.startsWith(word));
  const says = commands.filter(
    (one) =>
      !begins.includes(one) && word.length > 1 && one.description.toLowerCase().includes(word),
  );
  return [...begins, ...says];
}
