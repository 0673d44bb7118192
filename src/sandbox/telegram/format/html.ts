import type { MessageEntity } from '../types.ts';
import { codeOf, createInput, createOutput, type Input, isSpace, type Output } from './bytes.ts';
import { cannotParse } from './error.ts';
import { decodeEntity } from './html-entity.ts';
import { type OpenTag, readStartTag } from './html-tag.ts';
import { isEmojiId, linkEntity, toDateTimeFormat, toUnixTime } from './link.ts';
import type { ParsedText } from './parsed.ts';

const lt = codeOf('<');
const gt = codeOf('>');
const slash = codeOf('/');
const ampersand = codeOf('&');

/** A code tag remembers its language until a pre around or inside it takes it. */
type Draft = MessageEntity & { readonly codeLanguage?: string };

export function parseHtml(text: string, localUrls: boolean): ParsedText {
  const input = createInput(text);
  const output = createOutput(input.size + 4);
  const entities: Draft[] = [];
  const open: OpenTag[] = [];
  let surrogates = false;
  let i = 0;
  while (i < input.size) {
    const byte = input.at(i);
    if (byte === ampersand) {
      const found = decodeEntity(input, i);
      if (found !== undefined) {
        i = found.next;
        if (found.code >= 0xd800 && found.code <= 0xdfff) surrogates = true;
        else output.pushCode(found.code);
        continue;
      }
    }
    if (byte !== lt) {
      output.push(byte);
      i++;
    } else if (input.at(i + 1) !== slash) {
      const tag = readStartTag(input, i);
      open.push({
        name: tag.name,
        argument: tag.argument,
        offset: output.offset,
        size: output.size,
        format: tag.format,
      });
      i = tag.next;
    } else {
      i = closeTag(input, i, { open, output, entities, localUrls });
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) {
    throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  }
  if (surrogates) {
    throw cannotParse(
      'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
    );
  }
  return {
    text: output.text(),
    entities: entities.map(({ codeLanguage: _, ...entity }) => entity),
  };
}

interface State {
  readonly open: OpenTag[];
  readonly output: Output;
  readonly entities: Draft[];
  readonly localUrls: boolean;
}

function closeTag(input: Input, begin: number, state: State): number {
  const tag = state.open.at(-1);
  if (tag === undefined) throw cannotParse(`Unexpected end tag at byte offset ${begin}`);
  let i = begin + 2;
  while (!isSpace(input.at(i)) && input.at(i) !== gt) i++;
  const name = input.slice(begin + 2, i).toLowerCase();
  while (i < input.size && isSpace(input.at(i))) i++;
  if (input.at(i) !== gt) throw cannotParse(`Unclosed end tag at byte offset ${begin}`);
  if (name !== '' && name !== tag.name) {
    throw cannotParse(
      `Unmatched end tag at byte offset ${begin}, expected "</${tag.name}>", found "</${name}>"`,
    );
  }
  state.open.pop();
  if (state.output.offset > tag.offset) addEntity(tag, state);
  return i + 1;
}

const plainTags: Readonly<Record<string, string>> = {
  i: 'italic',
  em: 'italic',
  b: 'bold',
  strong: 'bold',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  u: 'underline',
  ins: 'underline',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
};

function addEntity(tag: OpenTag, { output, entities, localUrls }: State): void {
  const place = { offset: tag.offset, length: output.offset - tag.offset };
  const plain = plainTags[tag.name];
  if (plain !== undefined) {
    entities.push({ type: plain, ...place });
  } else if (tag.name === 'tg-emoji') {
    if (!isEmojiId(tag.argument)) throw cannotParse('Invalid custom emoji identifier specified');
    entities.push({ type: 'custom_emoji', ...place, custom_emoji_id: tag.argument });
  } else if (tag.name === 'tg-time') {
    entities.push({ ...dateTime(tag), ...place });
  } else if (tag.name === 'a') {
    const url = tag.argument === '' ? output.text(tag.size) : tag.argument;
    const entity = linkEntity(url, place, localUrls);
    if (entity !== undefined) entities.push(entity);
  } else if (tag.name === 'blockquote') {
    entities.push({ type: tag.argument === '' ? 'blockquote' : 'expandable_blockquote', ...place });
  } else {
    addCode(tag, place, entities);
  }
}

function dateTime(tag: OpenTag): { type: string; unix_time: number; date_time_format?: string } {
  const unix_time = toUnixTime(tag.argument);
  if (unix_time === undefined) throw cannotParse('Invalid Unix time specified');
  const format = toDateTimeFormat(tag.format);
  if (format === undefined) throw cannotParse('Invalid date-time format specified');
  return { type: 'date_time', unix_time, ...(format === '' ? {} : { date_time_format: format }) };
}

// `<pre><code class="language-x">` and `<code class="language-x"><pre>` both make one pre with a language.
function addCode(tag: OpenTag, place: { offset: number; length: number }, entities: Draft[]): void {
  const last = entities.at(-1);
  const same =
    last !== undefined && last.offset === place.offset && last.length === place.length
      ? last
      : undefined;
  if (tag.name === 'pre') {
    if (same?.type === 'code' && same.codeLanguage !== undefined) {
      entities[entities.length - 1] = { type: 'pre', ...place, language: same.codeLanguage };
    } else entities.push({ type: 'pre', ...place });
    return;
  }
  if (same?.type === 'pre' && same.language === undefined && tag.argument !== '') {
    entities[entities.length - 1] = { type: 'pre', ...place, language: tag.argument };
  } else {
    entities.push({
      type: 'code',
      ...place,
      ...(tag.argument === '' ? {} : { codeLanguage: tag.argument }),
    });
  }
}
