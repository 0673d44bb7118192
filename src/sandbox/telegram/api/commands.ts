import { commandsFor, commandsKey } from '#sandbox/telegram/world';
import type { BotCommand } from '../types.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { isObject, json, text } from './params.ts';

const maxCommands = 100;
const maxCommandLength = 32;
const maxDescriptionLength = 256;

function readCommands(call: ApiCall): BotCommand[] {
  const value = json(call, 'commands', () => badRequest("can't parse commands JSON object"));
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw badRequest('expected an Array of BotCommand');
  if (value.length > maxCommands) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  return value.map(readCommand);
}

function readCommand(value: unknown): BotCommand {
  const cannot = (why: string) => badRequest(`can't parse BotCommand: ${why}`);
  if (!isObject(value)) throw cannot('expected an Object');
  const field = (name: string): string => {
    const given = value[name];
    if (given === undefined || given === null) throw cannot(`Can't find field "${name}"`);
    if (typeof given === 'object' || typeof given === 'boolean')
      throw cannot(`Field "${name}" must be of type String`);
    return String(given);
  };
  const command = field('command').trim().replace(/^\//, '');
  const description = field('description').trim();
  if (command === '') throw badRequest('command must be non-empty');
  if ([...command].length > maxCommandLength) throw badRequest('command length must not exceed 32');
  if (description === '') throw badRequest('command description must be non-empty');
  if ([...description].length > maxDescriptionLength)
    throw badRequest('command description length must not exceed 256');
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  return { command, description };
}

const plainScopes = [
  'default',
  'all_private_chats',
  'all_group_chats',
  'all_chat_administrators',
] as const;

function readScope(call: ApiCall): string {
  const value = json(call, 'scope', () => badRequest("can't parse BotCommandScope JSON object"));
  if (value === undefined) return 'default';
  const cannot = (why: string) => badRequest(`can't parse BotCommandScope: ${why}`);
  if (!isObject(value)) throw cannot('BotCommandScope must be an Object');
  const type = value.type;
  if (type === undefined) throw cannot('Can\'t find field "type"');
  const plain = plainScopes.find((scope) => scope === type);
  if (plain !== undefined) return plain;
  if (type !== 'chat' && type !== 'chat_administrators' && type !== 'chat_member')
    throw cannot('Unsupported type specified');
  const given = value.chat_id;
  if (given === undefined || given === null) throw cannot('Can\'t find field "chat_id"');
  if (given === '') throw cannot('Empty chat_id specified');
  const chatId = Number(given);
  const userId = type === 'chat_member' ? Number(value.user_id ?? 0) : undefined;
  if (userId !== undefined && !(userId > 0)) throw cannot('Invalid user_id specified');
  if (chatId > 0 && type !== 'chat') throw badRequest("can't use specified scope in private chats");
  if (!call.bot.dialogs.has(chatId) && !call.world.groups.has(chatId))
    throw badRequest('chat not found');
  return userId === undefined ? `${type}:${chatId}` : `${type}:${chatId}:${userId}`;
}

export function readLanguage(call: ApiCall): string {
  const language = text(call, 'language_code');
  if (language !== '' && !/^[a-z]{2}$/.test(language))
    throw badRequest('invalid language code specified');
  return language;
}

const keyOf = (call: ApiCall): string => commandsKey(readScope(call), readLanguage(call));

function setMyCommands(call: ApiCall): true {
  const commands = readCommands(call);
  return change(call, commands);
}

const deleteMyCommands = (call: ApiCall): true => change(call, []);

function change(call: ApiCall, commands: readonly BotCommand[]): true {
  const { bot, world } = call;
  const key = keyOf(call);
  if (commands.length === 0) bot.commands.delete(key);
  else bot.commands.set(key, commands);
  world.saved({ kind: 'bot', bot });
  for (const [userId, dialog] of bot.dialogs) {
    if (!world.isWatched(bot, userId)) continue;
    const language = world.people.get(userId)?.user.language_code ?? '';
    world.emit(bot, userId, {
      type: 'commands',
      commands: commandsFor(bot, dialog, { id: userId, language }),
    });
  }
  return true;
}

/** Exactly what was set for the scope and language: no falling back. */
const getMyCommands = (call: ApiCall): readonly BotCommand[] =>
  call.bot.commands.get(keyOf(call)) ?? [];

export const commandMethods: ApiGroup = { setMyCommands, deleteMyCommands, getMyCommands };
