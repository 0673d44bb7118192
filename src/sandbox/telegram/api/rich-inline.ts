import type { Json } from '../types.ts';

/** A text, a list of parts, or a part with a style around its text. */
export type RichText = string | Json | readonly RichText[];

// Longer marks first: `**` is not two `*`.
const marks: readonly (readonly [mark: string, type: string])[] = [
  ['**', 'bold'],
  ['__', 'bold'],
  ['~~', 'strikethrough'],
  ['||', 'spoiler'],
  ['==', 'marked'],
  ['*', 'italic'],
  ['_', 'italic'],
];

// More levels than a rich message may have.
const deepest = 17;

/** Markdown inside one block. A mark without its end stays a sign. */
export function richTextOfMarkdown(text: string, depth = 1): RichText {
  if (depth > deepest) return text;
  const parts: RichText[] = [];
  const endless = new Set<string>();
  let plain = '';
  let at = 0;
  const push = (part: Json) => {
    if (plain !== '') parts.push(plain);
    plain = '';
    parts.push(part);
  };
  while (at < text.length) {
    if (text[at] === '\\' && /[^\w\s]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1];
      at += 2;
      continue;
    }
    const found =
      codeAt(text, at) ?? linkAt(text, at, depth) ?? styleAt(text, at, { endless, depth });
    if (found === undefined) plain += text[at++];
    else {
      push(found.part);
      at = found.next;
    }
  }
  if (plain !== '') parts.push(plain);
  return joined(parts);
}

const joined = (parts: readonly RichText[]): RichText =>
  parts.length === 1 ? (parts[0] ?? '') : parts.length === 0 ? '' : parts;

type Found = { readonly part: Json; readonly next: number } | undefined;

function codeAt(text: string, at: number): Found {
  if (text[at] !== '`') return undefined;
  const end = text.indexOf('`', at + 1);
  if (end <= at + 1) return undefined;
  return { part: { type: 'code', text: text.slice(at + 1, end) }, next: end + 1 };
}

const link = /(!?)\[([^\][\n]{1,1000})\]\(([^()\s]{1,2000})\)/y;

function linkAt(text: string, at: number, depth: number): Found {
  if (text[at] !== '[' && text[at] !== '!') return undefined;
  link.lastIndex = at;
  const [whole, bang, label = '', url = ''] = link.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const part =
    bang === '!' ? mediaPart(label, url) : linkPart(richTextOfMarkdown(label, depth + 1), url);
  return part === undefined ? undefined : { part, next: at + whole.length };
}

function mediaPart(label: string, url: string): Json | undefined {
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  const emoji = url.startsWith('tg://emoji?') ? query.get('id') : null;
  if (emoji !== null) {
    return { type: 'custom_emoji', custom_emoji_id: emoji, alternative_text: label };
  }
  const unix = url.startsWith('tg://time?') ? query.get('unix') : null;
  if (unix === null) return undefined;
  const date_time_format = query.get('format') ?? 'r';
  return { type: 'date_time', text: label, unix_time: Number(unix), date_time_format };
}

export const linkPart = (text: RichText, url: string): Json =>
  url.startsWith('mailto:')
    ? { type: 'email_address', text, email_address: url.slice(7) }
    : { type: 'url', text, url };

function styleAt(
  text: string,
  at: number,
  { endless, depth }: { endless: Set<string>; depth: number },
): Found {
  for (const [mark, type] of marks) {
    if (endless.has(mark) || !text.startsWith(mark, at)) continue;
    const begin = at + mark.length;
    const isWordInside = mark === '_' && /\w/.test(text[at - 1] ?? '');
    if (isWordInside || /\s|^$/.test(text[begin] ?? '')) continue;
    const end = endOfStyle(text, begin, mark);
    if (end === undefined) endless.add(mark);
    else {
      const inside = richTextOfMarkdown(text.slice(begin, end), depth + 1);
      return { part: { type, text: inside }, next: end + mark.length };
    }
  }
  return undefined;
}

function endOfStyle(text: string, begin: number, mark: string): number | undefined {
  for (let end = text.indexOf(mark, begin + 1); end !== -1; end = text.indexOf(mark, end + 1)) {
    const before = text[end - 1] ?? '';
    const isDouble = mark.length === 1 && (text[end + 1] === mark || before === mark);
    if (!/[\s\\]/.test(before) && !isDouble) return end;
  }
  return undefined;
}
