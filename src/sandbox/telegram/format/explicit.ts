import type { MessageEntity, User } from '../types.ts';
import { FormatError } from './error.ts';
import { checkLink, isEmojiId, toDateTimeFormat, userOfLink } from './link.ts';

type Fields = Readonly<Record<string, unknown>>;

const cannot = (text: string) => new FormatError(`Can't parse MessageEntity: ${text}`);

const plain = new Set(
  'bold italic underline strikethrough spoiler code blockquote expandable_blockquote'.split(' '),
);
const foundByServer = new Set(
  'mention hashtag cashtag bot_command url email phone_number bank_card_number'.split(' '),
);

/** What came in `entities` of a call. Anything but an array counts as absent. */
export function parseEntities(value: unknown, localUrls: boolean): MessageEntity[] {
  if (!Array.isArray(value)) return [];
  const entities: MessageEntity[] = [];
  for (const each of value) {
    const entity = parseEntity(each, localUrls);
    if (entity !== undefined) entities.push(entity);
  }
  for (const { offset, length } of entities) {
    if (offset < 0 || offset > 1_000_000) {
      throw new FormatError(`Receive an entity with incorrect offset ${offset}`);
    }
    if (length < 0 || length > 1_000_000) {
      throw new FormatError(`Receive an entity with incorrect length ${length}`);
    }
  }
  return entities;
}

function parseEntity(value: unknown, localUrls: boolean): MessageEntity | undefined {
  if (!isFields(value)) throw cannot('expected an Object');
  const place = { offset: integerField(value, 'offset'), length: integerField(value, 'length') };
  const type = stringField(value, 'type');
  if (type === '') throw cannot('Type is not specified');
  if (plain.has(type)) return { type, ...place };
  if (foundByServer.has(type)) return undefined;
  switch (type) {
    case 'pre': {
      const language = value.language === undefined ? '' : stringField(value, 'language');
      return { type, ...place, ...(language === '' ? {} : { language }) };
    }
    case 'text_link':
      return textLink(stringField(value, 'url'), place, localUrls);
    case 'text_mention': {
      const user = value.user;
      if (user === undefined) throw cannot('Can\'t find field "user"');
      if (!isFields(user)) throw cannot('Field "user" must be of type Object');
      return mention(integerField(user, 'id'), place);
    }
    case 'custom_emoji': {
      const id = emojiId(value.custom_emoji_id);
      return { type, ...place, custom_emoji_id: id };
    }
    case 'date_time':
      return dateTime(value, place);
    default:
      throw cannot('Unsupported type specified');
  }
}

type Place = { readonly offset: number; readonly length: number };

function textLink(url: string, place: Place, localUrls: boolean): MessageEntity {
  const userId = userOfLink(url);
  if (userId !== undefined) return mention(userId, place);
  const link = checkLink(url, { localUrls });
  if (link.url === undefined) throw new FormatError(`Entity ${link.error}`);
  return { type: 'text_link', ...place, url: link.url };
}

function mention(id: number, place: Place): MessageEntity {
  if (id <= 0) throw new FormatError('User not found');
  const user: User = { id, is_bot: false, first_name: '' };
  return { type: 'text_mention', ...place, user };
}

function emojiId(value: unknown): string {
  if (value === undefined) throw cannot('Can\'t find field "custom_emoji_id"');
  const id = typeof value === 'number' ? String(value) : value;
  if (typeof id !== 'string') throw cannot('Field "custom_emoji_id" must be of type Number');
  if (!/^-?\d+$/.test(id) || BigInt.asIntN(64, BigInt(id)) !== BigInt(id)) {
    throw cannot('Field "custom_emoji_id" must be a valid Number');
  }
  if (!isEmojiId(id)) throw new FormatError('Invalid custom emoji identifier specified');
  return id;
}

function dateTime(value: Fields, place: Place): MessageEntity {
  const unix_time = integerField(value, 'unix_time');
  if (unix_time <= 0) throw cannot('Invalid Unix time specified');
  const given = value.date_time_format === undefined ? '' : stringField(value, 'date_time_format');
  const format = toDateTimeFormat(given);
  if (format === undefined) throw cannot('Invalid date-time format specified');
  return {
    type: 'date_time',
    ...place,
    unix_time,
    ...(format === '' ? {} : { date_time_format: format }),
  };
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function integerField(fields: Fields, name: string): number {
  const value = fields[name];
  if (value === undefined || value === null) throw cannot(`Can't find field "${name}"`);
  if (typeof value !== 'number' && typeof value !== 'string') {
    throw cannot(`Field "${name}" must be of type Number`);
  }
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isInteger(number)) throw cannot(`Field "${name}" must be a valid Number`);
  return number;
}

function stringField(fields: Fields, name: string): string {
  const value = fields[name];
  if (value === undefined || value === null) throw cannot(`Can't find field "${name}"`);
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw cannot(`Field "${name}" must be of type String`);
  }
  return String(value);
}
