// What the bot understands, from the same table that fills Telegram's menu of commands.
import type { Locale } from '#kernel';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { createEntrances, join, type Step, say } from '#surfaces/bot/ui';
import { messages } from './messages.ts';

export { messages as helpMessages } from './messages.ts';

export interface CommandEntry {
  name: string;
  describe: (locale: Locale) => string;
}

export interface HelpDeps {
  commands: readonly CommandEntry[];
  adminCommands?: readonly CommandEntry[];
}

export function createHelp(deps: HelpDeps): Step {
  const entrances = createEntrances();
  entrances.onCommand('help', (ctx) => openHelp(deps, ctx));
  return entrances.step;
}

export async function openHelp(deps: HelpDeps, ctx: BotContext): Promise<void> {
  mark({ feature: 'help' });
  const more = ctx.user.role === 'admin' ? (deps.adminCommands ?? []) : [];
  const commands = [...deps.commands, ...more];
  await say(ctx, messages[ctx.locale].help(listCommands({ commands }, ctx.locale)));
}

export const listCommands = ({ commands }: HelpDeps, locale: Locale) =>
  join(
    commands.map(({ name, describe }) => messages[locale].line(name, describe(locale))),
    '\n',
  );
