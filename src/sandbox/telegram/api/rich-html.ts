import type { Json } from '../types.ts';
import { linkPart, type RichText } from './rich-inline.ts';

const styles: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  code: 'code',
  mark: 'marked',
  sub: 'subscript',
  sup: 'superscript',
};

interface Level {
  readonly tag: string;
  readonly attributes: string;
  readonly parts: RichText[];
}

/** HTML inside one block. Tags it does not know leave their text. */
export function richTextOfHtml(html: string): RichText {
  const stack: Level[] = [{ tag: '', attributes: '', parts: [] }];
  const top = (): Level => stack.at(-1) ?? { tag: '', attributes: '', parts: [] };
  for (const [, slash, tag = '', attributes = '', text] of html.matchAll(
    /<(\/?)([a-z][a-z0-9-]*)([^>]*)>|([^<]+|<)/gi,
  )) {
    if (text !== undefined) top().parts.push(unescapeHtml(text));
    else if (tag.toLowerCase() === 'br') top().parts.push('\n');
    else if (slash === '') stack.push({ tag: tag.toLowerCase(), attributes, parts: [] });
    else if (stack.length > 1) close(stack);
  }
  while (stack.length > 1) close(stack);
  return joined(top().parts);
}

function close(stack: Level[]): void {
  const level = stack.pop();
  if (level === undefined) return;
  const text = joined(level.parts);
  stack.at(-1)?.parts.push(...styled(level, text));
}

function styled({ tag, attributes }: Level, text: RichText): RichText[] {
  const type = styles[tag];
  if (type !== undefined) return [{ type, text }];
  const attribute = (name: string) =>
    unescapeHtml(new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
  if (tag === 'a' && attribute('href') !== '') return [linkPart(text, attribute('href'))];
  if (tag === 'tg-emoji') return [emoji(attribute('emoji-id'), text)];
  if (tag === 'tg-time') {
    const date_time_format = attribute('format') || 'r';
    return [{ type: 'date_time', text, unix_time: Number(attribute('unix')), date_time_format }];
  }
  return [text];
}

const emoji = (custom_emoji_id: string, text: RichText): Json => ({
  type: 'custom_emoji',
  custom_emoji_id,
  alternative_text: typeof text === 'string' ? text : '',
});

const joined = (parts: readonly RichText[]): RichText =>
  parts.length === 1 ? (parts[0] ?? '') : parts.length === 0 ? '' : parts;

export const unescapeHtml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

const block =
  /<(h[1-6]|p|pre|blockquote|footer)\b[^>]*>([\s\S]*?)<\/\1>|<(ul|ol)\b[^>]*>([\s\S]*?)<\/\3>|<hr\s*\/?>|((?:(?!<(?:h[1-6]|p|pre|blockquote|footer|ul|ol|hr)\b)[\s\S])+)/gi;

export function blocksOfHtml(html: string): Json[] {
  const blocks: Json[] = [];
  for (const [whole, name = '', inside = '', list = '', items = '', loose] of html.matchAll(
    block,
  )) {
    const tag = name.toLowerCase();
    if (/^<hr/i.test(whole)) blocks.push({ type: 'divider' });
    else if (list !== '') blocks.push(listOf(list.toLowerCase(), items));
    else if (loose !== undefined) {
      if (loose.trim() !== '')
        blocks.push({ type: 'paragraph', text: richTextOfHtml(loose.trim()) });
    } else blocks.push(blockOf(tag, richTextOfHtml(inside)));
  }
  return blocks;
}

function blockOf(tag: string, text: RichText): Json {
  if (/^h\d$/.test(tag)) return { type: 'heading', size: Number(tag[1]), text };
  if (tag === 'pre' || tag === 'footer') return { type: tag, text };
  if (tag === 'blockquote') return { type: 'blockquote', blocks: [{ type: 'paragraph', text }] };
  return { type: 'paragraph', text };
}

const listOf = (tag: string, html: string): Json => ({
  type: 'list',
  items: [...html.matchAll(/<li\b[^>]*>([\s\S]*?)<\/li>/gi)].map(([, inside = ''], index) => ({
    label: tag === 'ol' ? `${index + 1}.` : '•',
    blocks: [{ type: 'paragraph', text: richTextOfHtml(inside.trim()) }],
  })),
});
