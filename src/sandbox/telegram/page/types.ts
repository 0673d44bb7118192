// The page's names for what the server says; see ../client-types.ts and ../types.ts.
import type {
  ClientBot,
  ClientDraft,
  ClientEvent,
  ClientMedia,
  ClientMessage,
  ClientState,
  ClientUser,
} from '../client-types.ts';
import type {
  BotCommand,
  InlineKeyboardButton,
  KeyboardButton,
  MenuButton,
  MessageEntity,
  ReplyKeyboardMarkup,
} from '../types.ts';

export type Bot = ClientBot;
export type Draft = ClientDraft;
export type ChatEvent = ClientEvent;
export type Media = ClientMedia;
export type Message = ClientMessage;
export type ChatState = ClientState;
export type Person = ClientUser;
export type Command = BotCommand;
export type Entity = MessageEntity;
export type InlineButton = InlineKeyboardButton;
export type { KeyboardButton, MenuButton };
export type ReplyKeyboard = ReplyKeyboardMarkup;

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** Reads a string inside what the server leaves open (`Json`); empty when there is none. */
export function textOf(value: unknown, ...path: string[]): string {
  const found = path.reduce(field, value);
  return typeof found === 'string' ? found : '';
}

export function numberOf(value: unknown, ...path: string[]): number {
  const found = path.reduce(field, value);
  return typeof found === 'number' ? found : 0;
}
