import type { MessageEntity, User } from '../types.ts';
import { cleanText, showsNothing, trimText } from './clean.ts';
import type { FormattedText } from './entity.ts';
import { FormatError } from './error.ts';
import { parseEntities } from './explicit.ts';
import { findEntities } from './find.ts';
import { fixEntities, keepFirstHundred, mergeFound } from './fix.ts';
import { parseHtml } from './html.ts';
import { parseMarkdown } from './markdown.ts';
import { parseMarkdownV2 } from './markdown-v2.ts';
import type { ParsedText } from './parsed.ts';

export interface TextToFormat {
  readonly text: string;
  readonly parseMode?: string | undefined;
  /** The call's `entities`, decoded from JSON; parse_mode wins over them. */
  readonly entities?: unknown;
}

export interface FormatRules {
  /** Whom a text_mention may name; links to anybody else are dropped. */
  readonly findUser: (id: number) => User | undefined;
  readonly localUrls: boolean;
}

const rawLimitBytes = 32_768;
const messageLimit = 4096;
const captionLimit = 1024;
// The server keeps no more bytes than this of any text.
const serverLimitBytes = 35_000;

/** Parsed, cleaned, trimmed, with what the server marks by itself. An empty text stays empty. */
export function formatText(input: TextToFormat, rules: FormatRules): FormattedText {
  if (Buffer.byteLength(input.text) > rawLimitBytes) throw new FormatError('Text is too long');
  if (!input.text.isWellFormed()) throw new FormatError('Strings must be encoded in UTF-8');
  const parsed = parse(input, rules);
  const cleaned = cleanText(parsed.text, fixEntities(parsed.entities));
  const known = cleaned.entities.flatMap((entity) => withUser(entity, rules));
  const trimmed = trimText(cleaned.text, fixEntities(known));
  const text = cut(trimmed.text);
  if (showsNothing(text)) return { text: '', entities: [] };
  const inside = trimmed.entities.filter((entity) => entity.offset + entity.length <= text.length);
  return { text, entities: keepFirstHundred(mergeFound(inside, findEntities(text))) };
}

/** The text of a message: 1–4096 code points after parsing. */
export function formatMessage(
  input: TextToFormat,
  rules: FormatRules & { readonly edit?: boolean },
): FormattedText {
  if (input.text === '') throw new FormatError('Message text is empty');
  const formatted = formatText(input, rules);
  if (formatted.text === '') throw new FormatError('Text must be non-empty');
  if (codePoints(formatted.text) > messageLimit) {
    throw new FormatError(rules.edit === true ? 'MESSAGE_TOO_LONG' : 'Message is too long');
  }
  return formatted;
}

export function formatCaption(input: TextToFormat, rules: FormatRules): FormattedText {
  const formatted = formatText(input, rules);
  if (codePoints(formatted.text) > captionLimit) {
    throw new FormatError('Message caption is too long');
  }
  return formatted;
}

function parse(input: TextToFormat, { localUrls }: FormatRules): ParsedText {
  const mode = (input.parseMode ?? '').toLowerCase();
  if (input.text === '' || mode === '' || mode === 'none') {
    return { text: input.text, entities: parseEntities(input.entities, localUrls) };
  }
  if (mode === 'html') return parseHtml(input.text, localUrls);
  if (mode === 'markdown') return parseMarkdown(input.text, localUrls);
  if (mode === 'markdownv2') return parseMarkdownV2(input.text, localUrls);
  throw new FormatError('Unsupported parse_mode');
}

function withUser(entity: MessageEntity, rules: FormatRules): MessageEntity[] {
  if (entity.user === undefined) return [entity];
  const user = rules.findUser(entity.user.id);
  return user === undefined ? [] : [{ ...entity, user }];
}

function cut(text: string): string {
  if (Buffer.byteLength(text) <= serverLimitBytes) return text;
  const bytes = Buffer.from(text);
  let end = serverLimitBytes;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.toString('utf8', 0, end);
}

/** What TDLib counts: code points, not UTF-16 units. */
export function codePoints(text: string): number {
  let pairs = 0;
  for (let index = 0; index < text.length; index++) {
    if ((text.charCodeAt(index) & 0xfc00) === 0xd800) pairs++;
  }
  return text.length - pairs;
}
