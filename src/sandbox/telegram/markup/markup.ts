import type {
  ForceReply,
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  KeyboardButton,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from '../types.ts';
import {
  type ButtonPlace,
  checkInlineButton,
  checkKeyboardButton,
  readInlineButton,
  readKeyboardButton,
} from './button.ts';
import { checkInlineKeyboard } from './core.ts';
import {
  type Fields,
  isFields,
  MarkupError,
  optionalArray,
  optionalBoolean,
  optionalString,
  within,
} from './fields.ts';

export interface MarkupPlace extends ButtonPlace {
  /** The message is an invoice: a pay button is allowed, and must be the first. */
  readonly invoice?: boolean;
  /** Edits, albums, inline results: nothing but an inline keyboard. */
  readonly inlineOnly?: boolean;
}

export type ParsedInline = InlineKeyboardMarkup & { readonly force_reply?: true };
export type ParsedReplyKeyboard = ReplyKeyboardMarkup & { readonly force_reply?: true };
export type ParsedMarkup = ParsedInline | ParsedReplyKeyboard | ReplyKeyboardRemove | ForceReply;

/** `given` is the parameter as it came: JSON text or a decoded value. Undefined: no markup (an empty keyboard too). */
export function parseMarkup(given: unknown, place: MarkupPlace): ParsedMarkup | undefined {
  const value = decode(given);
  if (value === undefined) return undefined;
  if (!isFields(value)) throw new MarkupError('Object expected as reply markup');
  const rows = readRows(value, 'keyboard', readKeyboardButton);
  const inlineRows = readRows(value, 'inline_keyboard', readInlineButton);
  const remove = optionalBoolean(value, 'remove_keyboard');
  const selective = optionalBoolean(value, 'selective') ? { selective: true } : {};
  const forceReply = optionalBoolean(value, 'force_reply');
  const placeholder = readPlaceholder(value);
  const kind = rows.length > 0 ? 'reply' : inlineRows.length > 0 ? 'inline' : 'other';
  if (
    place.inlineOnly === true &&
    kind !== 'inline' &&
    (kind === 'reply' || remove || forceReply)
  ) {
    throw new MarkupError('Inline keyboard expected');
  }
  if (kind === 'reply') {
    return replyKeyboard({ value, rows, selective, placeholder, forceReply }, place);
  }
  if (kind === 'inline') return inlineKeyboard(inlineRows, forceReply, place);
  if (remove) return { remove_keyboard: true, ...selective };
  if (forceReply) return { force_reply: true, ...selective, ...placeholder };
  return undefined;
}

function decode(given: unknown): unknown {
  if (given === undefined || given === null || given === '') return undefined;
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    throw new MarkupError("Can't parse reply keyboard markup JSON object");
  }
}

function readRows<T>(value: Fields, name: string, read: (button: unknown) => T): T[][] {
  const inline = name === 'inline_keyboard';
  return optionalArray(value, name).map((row) => {
    if (!Array.isArray(row)) {
      throw new MarkupError(
        inline
          ? 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
          : 'Field "keyboard" must be an Array of Arrays',
      );
    }
    const prefix = `Can't parse ${inline ? 'inline ' : ''}keyboard button: `;
    return row.map((button: unknown) => within(prefix, () => read(button)));
  });
}

const placeholderLimit = 64;

function readPlaceholder(value: Fields): { input_field_placeholder?: string } {
  const placeholder = optionalString(value, 'input_field_placeholder');
  if ([...placeholder].length > placeholderLimit) throw new MarkupError('REPLY_MARKUP_INVALID');
  return placeholder === '' ? {} : { input_field_placeholder: placeholder };
}

const withoutEmptyTexts = <T extends { readonly text: string }>(rows: readonly T[][]): T[][] =>
  rows.map((row) => row.filter((button) => button.text !== '')).filter((row) => row.length > 0);

function inlineKeyboard(
  rows: readonly InlineKeyboardButton[][],
  forceReply: boolean,
  place: MarkupPlace,
): ParsedInline | undefined {
  const checked = withoutEmptyTexts(rows).map((row) =>
    row.map((button) => checkInlineButton(button, place)),
  );
  if (checked.length === 0) return undefined;
  checkInlineKeyboard(checked, place);
  return { inline_keyboard: checked, ...(forceReply ? { force_reply: true as const } : {}) };
}

const buttonsInReplyRow = 12;
const buttonsInReplyKeyboard = 300;

// TDLib silently leaves out what is over the limits.
function replyKeyboard(
  given: {
    value: Fields;
    rows: readonly KeyboardButton[][];
    selective: object;
    placeholder: object;
    forceReply: boolean;
  },
  place: MarkupPlace,
): ParsedReplyKeyboard | undefined {
  const keyboard: KeyboardButton[][] = [];
  let left = buttonsInReplyKeyboard;
  for (const row of withoutEmptyTexts(given.rows)) {
    const kept = row.slice(0, Math.min(buttonsInReplyRow, left));
    left -= kept.length;
    if (kept.length > 0) keyboard.push(kept.map((button) => checkKeyboardButton(button, place)));
  }
  if (keyboard.length === 0) return undefined;
  const flags = ['is_persistent', 'resize_keyboard', 'one_time_keyboard'].filter((name) =>
    optionalBoolean(given.value, name),
  );
  return {
    keyboard,
    ...Object.fromEntries(flags.map((name) => [name, true])),
    ...given.placeholder,
    ...given.selective,
    ...(given.forceReply ? { force_reply: true as const } : {}),
  };
}
