import { checkLink, userOfLink } from '#sandbox/telegram/format';
import type { InlineKeyboardButton, KeyboardButton } from '../types.ts';
import {
  type Fields,
  has,
  isFields,
  MarkupError,
  optionalBoolean,
  optionalInteger,
  optionalString,
  requiredInteger,
  requiredObject,
  requiredString,
} from './fields.ts';

const styles = new Set(['danger', 'success', 'primary']);

/** The first step: what the API server reads. The first recognised action wins, all others are lost. */
export function readInlineButton(value: unknown): InlineKeyboardButton {
  if (!isFields(value)) throw new MarkupError('InlineKeyboardButton must be an Object');
  return { ...readFace(value), ...readInlineAction(value) };
}

function readFace(fields: Fields): InlineKeyboardButton {
  const text = requiredString(fields, 'text');
  const icon = optionalString(fields, 'icon_custom_emoji_id');
  const style = optionalString(fields, 'style');
  if (icon !== '' && !/^-?\d{1,19}$/.test(icon)) {
    throw new MarkupError('Field "icon_custom_emoji_id" must be a valid Number');
  }
  if (style !== '' && !styles.has(style)) throw new MarkupError('Invalid button style specified');
  return {
    text,
    ...(icon === '' ? {} : { icon_custom_emoji_id: icon }),
    ...(style === '' ? {} : { style }),
  };
}

function readInlineAction(fields: Fields): Fields {
  const url = optionalString(fields, 'url');
  if (url !== '') return { url };
  const callback_data = optionalString(fields, 'callback_data');
  if (callback_data !== '') return { callback_data };
  if (has(fields, 'callback_game')) return { callback_game: {} };
  if (has(fields, 'pay')) return { pay: true };
  const inAnyChat = 'switch_inline_query';
  if (has(fields, inAnyChat)) return { [inAnyChat]: requiredString(fields, inAnyChat) };
  if (has(fields, chosenChat)) return { [chosenChat]: readChosenChat(fields) };
  const here = 'switch_inline_query_current_chat';
  if (has(fields, here)) return { [here]: requiredString(fields, here) };
  if (has(fields, 'login_url')) return { login_url: readLoginUrl(fields) };
  if (has(fields, 'web_app')) {
    return { web_app: { url: requiredString(requiredObject(fields, 'web_app'), 'url') } };
  }
  if (has(fields, 'copy_text')) {
    return { copy_text: { text: requiredString(requiredObject(fields, 'copy_text'), 'text') } };
  }
  if (has(fields, 'disabled')) {
    requiredObject(fields, 'disabled');
    return { disabled: {} };
  }
  throw new MarkupError('Text buttons are unallowed in the inline keyboard');
}

const chosenChat = 'switch_inline_query_chosen_chat';
const chatKinds = [
  'allow_user_chats',
  'allow_bot_chats',
  'allow_group_chats',
  'allow_channel_chats',
];

function readChosenChat(fields: Fields): Fields {
  const given = requiredObject(fields, chosenChat);
  const query = optionalString(given, 'query');
  const allowed = chatKinds.filter((kind) => optionalBoolean(given, kind));
  return { query, ...Object.fromEntries(allowed.map((kind) => [kind, true])) };
}

function readLoginUrl(fields: Fields): Fields {
  const given = requiredObject(fields, 'login_url');
  const url = requiredString(given, 'url');
  const bot_username = optionalString(given, 'bot_username').replace(/^@/, '');
  if (!/^\w*$/.test(bot_username)) throw new MarkupError('LoginUrl bot username is invalid');
  const request_write_access = optionalBoolean(given, 'request_write_access');
  const forward_text = optionalString(given, 'forward_text');
  return {
    url,
    ...(forward_text === '' ? {} : { forward_text }),
    ...(bot_username === '' ? {} : { bot_username }),
    ...(request_write_access ? { request_write_access } : {}),
  };
}

export function readKeyboardButton(value: unknown): KeyboardButton {
  if (typeof value === 'string') return { text: value };
  if (!isFields(value)) throw new MarkupError('KeyboardButton must be a String or an Object');
  return { ...readFace(value), ...readKeyboardAction(value) };
}

function readKeyboardAction(fields: Fields): Fields {
  if (optionalBoolean(fields, 'request_contact')) return { request_contact: true };
  if (optionalBoolean(fields, 'request_location')) return { request_location: true };
  if (has(fields, 'request_poll')) {
    const type = optionalString(requiredObject(fields, 'request_poll'), 'type');
    return { request_poll: type === '' ? {} : { type } };
  }
  if (has(fields, 'web_app')) {
    return { web_app: { url: requiredString(requiredObject(fields, 'web_app'), 'url') } };
  }
  for (const name of ['request_users', 'request_chat', 'request_managed_bot']) {
    if (has(fields, name)) return { [name]: readRequest(name, requiredObject(fields, name)) };
  }
  return {};
}

const requestFlags: Readonly<Record<string, readonly string[]>> = {
  request_users: [
    'user_is_bot',
    'user_is_premium',
    'request_name',
    'request_username',
    'request_photo',
  ],
  request_chat: [
    'chat_is_channel',
    'chat_is_forum',
    'chat_has_username',
    'chat_is_created',
    'bot_is_member',
    'request_title',
    'request_username',
    'request_photo',
  ],
};

function readRequest(name: string, given: Fields): Fields {
  requiredInteger(given, 'request_id');
  for (const flag of requestFlags[name] ?? []) optionalBoolean(given, flag);
  optionalInteger(given, 'max_quantity', 1);
  return { ...given };
}

export interface ButtonPlace {
  /** A private chat with the bot: only there may a button ask for contacts or open a Mini App. */
  readonly privateChat: boolean;
  readonly localUrls: boolean;
}

/** The second step: TDLib's checks of an inline button, which also normalise its link. */
export function checkInlineButton(
  button: InlineKeyboardButton,
  place: ButtonPlace,
): InlineKeyboardButton {
  if (button.url !== undefined) {
    if (userOfLink(button.url) !== undefined) return button;
    return { ...button, url: linkOr('Inline keyboard button', button.url, place) };
  }
  if (button.web_app !== undefined) {
    const { url } = button.web_app;
    if (userOfLink(url) !== undefined) {
      throw new MarkupError("Link to a user can't be used in Web App URL buttons");
    }
    return {
      ...button,
      web_app: { url: linkOr('Inline keyboard button Web App', url, place, true) },
    };
  }
  const login = button.login_url;
  if (isFields(login)) {
    const url = linkOr('Inline keyboard button login', requiredString(login, 'url'), place, true);
    return { ...button, login_url: { ...login, url } };
  }
  const chosen = button[chosenChat];
  if (isFields(chosen) && chatKinds.every((kind) => chosen[kind] !== true)) {
    throw new MarkupError('At least one chat type must be allowed');
  }
  return button;
}

const privateOnly: Readonly<Record<string, string>> = {
  request_contact: 'Phone number can be requested in private chats only',
  request_location: 'Location can be requested in private chats only',
  request_poll: 'Poll can be requested in private chats only',
  web_app: 'Web App buttons can be used in private chats only',
  request_users: 'Users can be requested in private chats only',
  request_chat: 'Chats can be requested in private chats only',
};

const mostUsers = 10;

export function checkKeyboardButton(button: KeyboardButton, place: ButtonPlace): KeyboardButton {
  for (const [action, problem] of Object.entries(privateOnly)) {
    if (action in button && !place.privateChat) throw new MarkupError(problem);
  }
  const app = button.web_app;
  if (isFields(app)) {
    const url = requiredString(app, 'url');
    if (userOfLink(url) !== undefined) {
      throw new MarkupError("Link to a user can't be used in Web App URL buttons");
    }
    linkOr('Keyboard button Web App', url, place, true);
  }
  const users = button.request_users;
  if (isFields(users)) {
    const quantity = optionalInteger(users, 'max_quantity', 1);
    if (quantity < 1 || quantity > mostUsers) throw new MarkupError('BUTTON_QUANTITY_MAX_INVALID');
  }
  return button;
}

function linkOr(what: string, url: string, place: ButtonPlace, httpsOnly = false): string {
  const link = checkLink(url, { httpsOnly, localUrls: place.localUrls });
  if (link.url === undefined) throw new MarkupError(`${what} ${link.error}`);
  return link.url;
}
