import type { MessageEntity } from '../types.ts';
import { codeOf, createInput, createOutput, type Input, isLineEnd, isSpace } from './bytes.ts';
import { cannotParse } from './error.ts';
import { linkEntity } from './link.ts';
import type { ParsedText } from './parsed.ts';

const backslash = codeOf('\\');
const backtick = codeOf('`');
const bracket = codeOf('[');
const closeBracket = codeOf(']');
const marks = new Set([codeOf('_'), codeOf('*'), backtick, bracket]);

/** The legacy Markdown: no nesting. */
export function parseMarkdown(text: string, localUrls: boolean): ParsedText {
  const input = createInput(text);
  const output = createOutput(input.size + 4);
  const entities: MessageEntity[] = [];
  for (let i = 0; i < input.size; i++) {
    const mark = input.at(i);
    if (mark === backslash && marks.has(input.at(i + 1))) {
      output.push(input.at(++i));
      continue;
    }
    if (!marks.has(mark)) {
      output.push(mark);
      continue;
    }
    const begin = i++;
    const isPre = mark === backtick && input.at(i) === backtick && input.at(i + 1) === backtick;
    let language = '';
    if (isPre) ({ language, next: i } = readLanguage(input, i + 2));
    const end = mark === bracket ? closeBracket : mark;
    const offset = output.offset;
    const from = output.size;
    while (i < input.size && !isEnd(input, i, { end, isPre })) output.push(input.at(i++));
    if (i >= input.size) {
      throw cannotParse(`Can't find end of the entity starting at byte offset ${begin}`);
    }
    const place = { offset, length: output.offset - offset };
    let url: string | undefined;
    if (mark === bracket) {
      url = output.text(from);
      if (place.length > 0 && input.at(i + 1) === codeOf('(')) {
        const urlBegin = i + 2;
        i = urlBegin;
        while (i < input.size && input.at(i) !== codeOf(')')) i++;
        url = input.slice(urlBegin, i);
      }
    }
    if (place.length > 0) {
      const entity = entityOf(mark, { place, isPre, language, url, localUrls });
      if (entity !== undefined) entities.push(entity);
    }
    if (isPre) i += 2;
  }
  return { text: output.text(), entities };
}

const isEnd = (input: Input, i: number, want: { end: number; isPre: boolean }): boolean =>
  input.at(i) === want.end &&
  (!want.isPre || (input.at(i + 1) === backtick && input.at(i + 2) === backtick));

/** After the three backticks: a language, then at most one line end, which belongs to nobody. */
export function readLanguage(input: Input, begin: number): { language: string; next: number } {
  let end = begin;
  while (!isSpace(input.at(end)) && input.at(end) !== backtick) end++;
  const named = end !== begin && end < input.size && input.at(end) !== backtick;
  let next = named ? end : begin;
  if (isLineEnd(input.at(next))) {
    const pair = isLineEnd(input.at(next + 1)) && input.at(next) !== input.at(next + 1);
    next += pair ? 2 : 1;
  }
  return { language: named ? input.slice(begin, end) : '', next };
}

function entityOf(
  mark: number,
  given: {
    place: { offset: number; length: number };
    isPre: boolean;
    language: string;
    url: string | undefined;
    localUrls: boolean;
  },
): MessageEntity | undefined {
  const { place, isPre, language, url, localUrls } = given;
  if (url !== undefined) return linkEntity(url, place, localUrls);
  if (mark === codeOf('_')) return { type: 'italic', ...place };
  if (mark === codeOf('*')) return { type: 'bold', ...place };
  if (!isPre) return { type: 'code', ...place };
  return { type: 'pre', ...place, ...(language === '' ? {} : { language }) };
}
