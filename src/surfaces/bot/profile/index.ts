// What Telegram shows around the chat: commands, name and descriptions, per language and scope. Set only when they
// have changed, because Telegram allows it rarely.
import { createHash } from 'node:crypto';
import type { Api } from 'grammy';
import { z } from 'zod';
import { type Locale, toLocale } from '#kernel';
import type { User, Users } from '#modules/users';
import type { Kv } from '#platform/kv';
import type { Log } from '#platform/log';
import type { CommandEntry } from '#surfaces/bot/features/help';
import { messages } from './messages.ts';

export interface ProfileDeps {
  api: Api;
  kv: Kv;
  log: Log;
  appName: string;
  commands: readonly CommandEntry[];
}

type LanguageCode = NonNullable<NonNullable<Parameters<Api['setMyName']>[1]>['language_code']>;

// Without a code: for every language not named. The named ones are those we answer in Russian.
const languages: readonly { code: LanguageCode | undefined; locale: Locale }[] = [
  { code: undefined, locale: 'en' },
  ...(['ru', 'be', 'uk', 'kk', 'ky', 'uz', 'tg', 'hy', 'en'] as const).map((code) => ({
    code,
    locale: toLocale(code),
  })),
];

const named = (code: LanguageCode | undefined) => (code ? { language_code: code } : {});

export const commandsIn = (commands: readonly CommandEntry[], locale: Locale) =>
  commands.map(({ name, describe }) => ({ command: name, description: describe(locale) }));

interface Step {
  name: string;
  value: unknown;
  set: () => Promise<unknown>;
}

function listSteps({ api, appName, commands }: ProfileDeps): Step[] {
  return languages.flatMap(({ code, locale }): Step[] => {
    const t = messages[locale];
    const own = commandsIn(commands, locale);
    const description = t.description(appName);
    const step = (name: string, value: unknown, set: Step['set']) => ({
      name: `${name}:${code ?? ''}`,
      value,
      set,
    });
    return [
      // Only in private chats: in groups the bot has nothing to offer.
      step('commands', own, () =>
        api.setMyCommands(own, { scope: { type: 'all_private_chats' }, ...named(code) }),
      ),
      step('name', appName, () => api.setMyName(appName, named(code))),
      step('description', description, () => api.setMyDescription(description, named(code))),
      step('short', t.shortDescription, () =>
        api.setMyShortDescription(t.shortDescription, named(code)),
      ),
    ];
  });
}

const storedHashes = z.record(z.string(), z.string());

/** What could not be set now is tried at the next start; nobody waits for it. */
export async function syncProfile(deps: ProfileDeps, botId: number): Promise<void> {
  const key = `profile:${botId}`;
  const parsed = storedHashes.safeParse((await deps.kv.get(key))?.value);
  const known = parsed.success ? parsed.data : {};
  const hashes = { ...known };
  for (const { name, value, set } of listSteps(deps)) {
    const hash = createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
    if (known[name] === hash) continue;
    try {
      await set();
      hashes[name] = hash;
    } catch (error) {
      deps.log.warn({ step: name, err: error }, 'the profile of the bot could not be set');
      break;
    }
  }
  await deps.kv.set(key, hashes);
}

export interface CommandsDeps extends Pick<ProfileDeps, 'api' | 'commands'> {
  adminCommands: readonly CommandEntry[];
}

/** A chosen language also names the commands, and admins have more of them; for all others that is up to Telegram. */
export async function showCommands(deps: CommandsDeps, user: User): Promise<void> {
  if (user.telegramId === undefined) return;
  const scope = { type: 'chat' as const, chat_id: user.telegramId };
  const isAdmin = user.role === 'admin';
  const commands = isAdmin ? [...deps.commands, ...deps.adminCommands] : deps.commands;
  if (isAdmin || user.chosenLocale)
    await deps.api.setMyCommands(commandsIn(commands, user.locale), { scope });
  else await deps.api.deleteMyCommands({ scope });
}

const storedIds = z.array(z.number());

/** Who became an admin or is one no longer, since the last start, finds the right commands in the menu. */
export async function syncAdmins(
  deps: CommandsDeps &
    Pick<ProfileDeps, 'kv' | 'log'> & {
      users: Pick<Users, 'findUser'>;
      adminIds: readonly number[];
    },
  botId: number,
): Promise<void> {
  const key = `admin_commands:${botId}`;
  const { data: known = [] } = storedIds.safeParse((await deps.kv.get(key))?.value);
  if (known.length + deps.adminIds.length === 0) return;
  for (const telegramId of new Set([...known, ...deps.adminIds])) {
    // Whom we have never met cannot be shown anything yet.
    const user = await deps.users.findUser({ telegramId });
    if (!user?.isReachable) continue;
    await showCommands(deps, user).catch((error: unknown) =>
      deps.log.warn({ err: error, userId: user.id }, 'the commands of an admin could not be set'),
    );
  }
  await deps.kv.set(key, deps.adminIds);
}
