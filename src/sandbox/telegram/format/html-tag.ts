import { codeOf, type Input, isSpace } from './bytes.ts';
import { cannotParse } from './error.ts';
import { decodeEntity } from './html-entity.ts';

export interface OpenTag {
  readonly name: string;
  readonly argument: string;
  /** tg-time only. */
  readonly format: string;
  /** Where its text begins: UTF-16 units and bytes of the output. */
  readonly offset: number;
  readonly size: number;
}

const known = new Set(
  'a b strong i em s strike del u ins tg-spoiler tg-emoji tg-time span pre code blockquote'.split(
    ' ',
  ),
);

const gt = codeOf('>');
const equals = codeOf('=');
const nameEnds = new Set([equals, gt, codeOf('/'), codeOf('"'), codeOf("'")]);

export function readStartTag(
  input: Input,
  begin: number,
): { name: string; argument: string; format: string; next: number } {
  let i = begin + 1;
  while (!isSpace(input.at(i)) && input.at(i) !== gt) i++;
  if (i >= input.size) throw cannotParse(`Unclosed start tag at byte offset ${begin}`);
  const name = input.slice(begin + 1, i).toLowerCase();
  if (!known.has(name)) {
    throw cannotParse(`Unsupported start tag "${name}" at byte offset ${begin}`);
  }
  const tag = { name, argument: '', format: '' };
  while (input.at(i) !== gt) {
    while (i < input.size && isSpace(input.at(i))) i++;
    if (input.at(i) === gt) break;
    i = readAttribute(input, i, begin, tag);
  }
  if (name === 'span' && tag.argument !== 'spoiler') {
    throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${begin}`);
  }
  return { ...tag, next: i + 1 };
}

function readAttribute(
  input: Input,
  start: number,
  tagBegin: number,
  tag: { name: string; argument: string; format: string },
): number {
  const unclosed = () => cannotParse(`Unclosed start tag "${tag.name}" at byte offset ${tagBegin}`);
  let i = start;
  while (i < input.size && !isSpace(input.at(i)) && !nameEnds.has(input.at(i))) i++;
  const attribute = input.slice(start, i);
  if (attribute === '') {
    throw cannotParse(`Empty attribute name in the tag "${tag.name}" at byte offset ${tagBegin}`);
  }
  while (i < input.size && isSpace(input.at(i))) i++;
  if (input.at(i) !== equals) {
    if (i >= input.size) throw unclosed();
    if (tag.name === 'blockquote' && attribute === 'expandable') tag.argument = '1';
    return i;
  }
  i++;
  while (i < input.size && isSpace(input.at(i))) i++;
  if (i >= input.size) throw unclosed();
  const value = readValue(input, i);
  if (value.next >= input.size) {
    throw cannotParse(`Unclosed start tag at byte offset ${tagBegin}`);
  }
  keepAttribute(tag, attribute, value.text);
  return value.next;
}

function readValue(input: Input, start: number): { text: string; next: number } {
  const quote = input.at(start);
  let i = start;
  if (quote !== codeOf("'") && quote !== codeOf('"')) {
    while (/[0-9A-Za-z.-]/.test(String.fromCharCode(input.at(i)))) i++;
    if (!isSpace(input.at(i)) && input.at(i) !== gt) {
      throw cannotParse(`Unexpected end of name token at byte offset ${start}`);
    }
    return { text: input.slice(start, i).toLowerCase(), next: i };
  }
  i++;
  let text = '';
  let from = i;
  while (i < input.size && input.at(i) !== quote) {
    const entity = input.at(i) === codeOf('&') ? decodeEntity(input, i) : undefined;
    if (entity === undefined) {
      i++;
      continue;
    }
    text += input.slice(from, i) + String.fromCodePoint(entity.code);
    i = entity.next;
    from = i;
  }
  text += input.slice(from, i);
  return { text: text.toWellFormed(), next: i < input.size ? i + 1 : i };
}

function keepAttribute(
  tag: { name: string; argument: string; format: string },
  attribute: string,
  value: string,
): void {
  const key = `${tag.name} ${attribute}`;
  if (key === 'a href' || key === 'tg-emoji emoji-id' || key === 'tg-time unix')
    tag.argument = value;
  else if (key === 'tg-time format') tag.format = value;
  else if (key === 'code class' && value.startsWith('language-')) tag.argument = value.slice(9);
  else if (key === 'span class' && value.startsWith('tg-')) tag.argument = value.slice(3);
  else if (key === 'blockquote expandable') tag.argument = '1';
}
