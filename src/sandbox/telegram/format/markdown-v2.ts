import type { MessageEntity } from '../types.ts';
import {
  codeOf,
  createInput,
  createOutput,
  type Input,
  isContinuation,
  type Output,
} from './bytes.ts';
import { cannotParse } from './error.ts';
import { linkEntity, mediaOfLink } from './link.ts';
import { readLanguage } from './markdown.ts';
import type { ParsedText } from './parsed.ts';

// The names are TDLib's: they occur in the error texts.
type Kind =
  | 'Bold'
  | 'Italic'
  | 'Underline'
  | 'Strikethrough'
  | 'Spoiler'
  | 'Code'
  | 'Pre'
  | 'PreCode'
  | 'TextUrl'
  | 'CustomEmoji'
  | 'BlockQuote';

interface Open {
  readonly kind: Kind;
  readonly language: string;
  readonly offset: number;
  readonly begin: number;
  readonly size: number;
}

const signs = {
  newline: 0x0a,
  return: 0x0d,
  backslash: codeOf('\\'),
  backtick: codeOf('`'),
  underscore: codeOf('_'),
  star: codeOf('*'),
  tilde: codeOf('~'),
  bar: codeOf('|'),
  open: codeOf('['),
  close: codeOf(']'),
  round: codeOf('('),
  roundEnd: codeOf(')'),
  bang: codeOf('!'),
  quote: codeOf('>'),
} as const;

const reserved = new Set([...'_*[]()~`>#+-=|{}.!\n'].map(codeOf));
const reservedInCode = new Set([signs.backtick]);

interface State {
  readonly input: Input;
  readonly output: Output;
  readonly entities: MessageEntity[];
  readonly stack: Open[];
  readonly localUrls: boolean;
  inQuote: boolean;
  canQuote: boolean;
}

const isCode = (open: Open | undefined) =>
  open?.kind === 'Code' || open?.kind === 'Pre' || open?.kind === 'PreCode';

const isEscaped = (input: Input, i: number) =>
  input.at(i) === signs.backslash && input.at(i + 1) > 0 && input.at(i + 1) <= 126;

export function parseMarkdownV2(text: string, localUrls: boolean): ParsedText {
  const input = createInput(text);
  const state: State = {
    input,
    output: createOutput(input.size + 4),
    entities: [],
    stack: [],
    localUrls,
    inQuote: false,
    canQuote: true,
  };
  for (let i = 0; i < input.size; i++) {
    const byte = input.at(i);
    if (isEscaped(input, i)) {
      const next = input.at(++i);
      state.output.push(next);
      if (next !== signs.return) state.canQuote = next === signs.newline;
      continue;
    }
    const top = state.stack.at(-1);
    if (!(isCode(top) ? reservedInCode : reserved).has(byte)) {
      if (!isContinuation(byte) && byte !== signs.return) state.canQuote = false;
      state.output.push(byte);
    } else if (top !== undefined && ends(state, top, i)) i = close(state, top, i);
    else i = open(state, i);
  }
  closeLastQuote(state);
  const unclosed = state.stack.at(-1);
  if (unclosed !== undefined) throw noEnd(unclosed);
  return { text: state.output.text(), entities: state.entities };
}

const noEnd = (open: Open) =>
  cannotParse(`Can't find end of ${open.kind} entity at byte offset ${open.begin}`);

const mustEscape = (byte: number) =>
  cannotParse(
    `Character '${String.fromCharCode(byte)}' is reserved and must be escaped with the preceding '\\'`,
  );

function ends({ input, inQuote }: State, top: Open, i: number): boolean {
  const byte = input.at(i);
  const next = input.at(i + 1);
  if (inQuote && byte === signs.newline && (i + 1 === input.size || next !== signs.quote)) {
    return true;
  }
  switch (top.kind) {
    case 'Bold':
      return byte === signs.star;
    case 'Italic':
      return byte === signs.underscore && next !== signs.underscore;
    case 'Underline':
      return byte === signs.underscore && next === signs.underscore;
    case 'Strikethrough':
      return byte === signs.tilde;
    case 'Spoiler':
      return byte === signs.bar && next === signs.bar;
    case 'Code':
      return byte === signs.backtick;
    case 'Pre':
    case 'PreCode':
      return (
        byte === signs.backtick && next === signs.backtick && input.at(i + 2) === signs.backtick
      );
    case 'TextUrl':
    case 'CustomEmoji':
      return byte === signs.close;
    case 'BlockQuote':
      return false;
  }
}

function open(state: State, begin: number): number {
  const { input, output, stack } = state;
  const byte = input.at(begin);
  const next = input.at(begin + 1);
  const push = (kind: Kind, end: number, language = ''): number => {
    stack.push({ kind, language, offset: output.offset, begin, size: output.size });
    return end;
  };
  switch (byte) {
    case signs.underscore:
      return next === signs.underscore ? push('Underline', begin + 1) : push('Italic', begin);
    case signs.star:
      return push('Bold', begin);
    case signs.tilde:
      return push('Strikethrough', begin);
    case signs.bar:
      if (next !== signs.bar) throw mustEscape(byte);
      return push('Spoiler', begin + 1);
    case signs.open:
      return push('TextUrl', begin);
    case signs.backtick: {
      if (next !== signs.backtick || input.at(begin + 2) !== signs.backtick) {
        return push('Code', begin);
      }
      const pre = readLanguage(input, begin + 3);
      return push(pre.language === '' ? 'Pre' : 'PreCode', pre.next - 1, pre.language);
    }
    case signs.bang:
      if (next !== signs.open) throw mustEscape(byte);
      return push('CustomEmoji', begin + 1);
    case signs.newline:
      output.push(byte);
      state.canQuote = true;
      return begin;
    case signs.quote:
      if (!state.canQuote) throw mustEscape(byte);
      if (state.inQuote) return begin;
      state.inQuote = true;
      return push('BlockQuote', begin);
    default:
      throw mustEscape(byte);
  }
}

const plainTypes: Partial<Record<Kind, string>> = {
  Bold: 'bold',
  Italic: 'italic',
  Underline: 'underline',
  Strikethrough: 'strikethrough',
  Spoiler: 'spoiler',
  Code: 'code',
};

function close(state: State, top: Open, i: number): number {
  const { input, output, stack, entities } = state;
  if (input.at(i) === signs.newline && state.inQuote) return closeQuote(state, top, i);
  stack.pop();
  const place = { offset: top.offset, length: output.offset - top.offset };
  const plain = plainTypes[top.kind];
  if (plain !== undefined) {
    if (place.length > 0) entities.push({ type: plain, ...place });
    return top.kind === 'Underline' || top.kind === 'Spoiler' ? i + 1 : i;
  }
  if (top.kind === 'Pre' || top.kind === 'PreCode') {
    const language = top.language === '' ? {} : { language: top.language };
    if (place.length > 0) entities.push({ type: 'pre', ...place, ...language });
    return i + 2;
  }
  return top.kind === 'TextUrl' ? closeLink(state, top, i) : closeMedia(state, top, i);
}

function closeLink(state: State, top: Open, i: number): number {
  const { input, output, entities } = state;
  const place = { offset: top.offset, length: output.offset - top.offset };
  const target =
    input.at(i + 1) === signs.round
      ? readUrl(input, i + 2, 'a URL')
      : { url: output.text(top.size), next: i };
  const entity = linkEntity(target.url, place, state.localUrls);
  if (place.length > 0 && entity !== undefined) entities.push(entity);
  return target.next;
}

function closeMedia({ input, output, entities }: State, top: Open, i: number): number {
  if (input.at(i + 1) !== signs.round) {
    throw cannotParse('Custom emoji entity must contain a tg://emoji URL');
  }
  const { url, next } = readUrl(input, i + 2, 'a custom emoji URL');
  const media = mediaOfLink(url);
  if (media.kind === 'wrong') throw cannotParse(media.error);
  const place = { offset: top.offset, length: output.offset - top.offset };
  if (place.length > 0) {
    entities.push(
      media.kind === 'emoji'
        ? { type: 'custom_emoji', ...place, custom_emoji_id: media.customEmojiId }
        : {
            type: 'date_time',
            ...place,
            unix_time: media.unixTime,
            ...(media.format === '' ? {} : { date_time_format: media.format }),
          },
    );
  }
  return next;
}

function readUrl(input: Input, begin: number, what: string): { url: string; next: number } {
  const bytes: number[] = [];
  let i = begin;
  while (i < input.size && input.at(i) !== signs.roundEnd) {
    if (isEscaped(input, i)) i++;
    bytes.push(input.at(i++));
  }
  if (i >= input.size) throw cannotParse(`Can't find end of ${what} at byte offset ${begin}`);
  return { url: Buffer.from(bytes).toString('utf8'), next: i };
}

// An empty spoiler at the end of the last line (`||`) folds the quote.
function closeQuote(state: State, top: Open, i: number): number {
  const { output, stack, entities } = state;
  let quote = top;
  let type = 'blockquote';
  if (top.kind !== 'BlockQuote') {
    const folds =
      top.kind === 'Spoiler' &&
      (top.begin === i - 2 || (top.begin === i - 3 && output.endsWith(signs.return)));
    const outer = stack.at(-2);
    if (!folds || outer === undefined) throw noEnd(top);
    if (outer.kind !== 'BlockQuote') throw noEnd(outer);
    stack.pop();
    quote = outer;
    type = 'expandable_blockquote';
  }
  stack.pop();
  state.inQuote = false;
  output.push(signs.newline);
  state.canQuote = true;
  entities.push({ type, offset: quote.offset, length: output.offset - quote.offset });
  return i;
}

function closeLastQuote({ inQuote, input, output, stack, entities }: State): void {
  if (!inQuote) return;
  let type = 'blockquote';
  const top = stack.at(-1);
  if (top?.kind === 'Spoiler' && top.begin === input.size - 2) {
    stack.pop();
    type = 'expandable_blockquote';
  }
  const quote = stack.at(-1);
  if (quote?.kind !== 'BlockQuote') return;
  stack.pop();
  const length = output.offset - quote.offset;
  if (length > 0) entities.push({ type, offset: quote.offset, length });
}
