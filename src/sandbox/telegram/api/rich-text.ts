// Markdown and HTML of rich messages become blocks only roughly: headings, lists, quotes, code, rules and paragraphs.
import type { Json } from '../types.ts';

export function blocksOfMarkdown(markdown: string): Json[] {
  const blocks: Json[] = [];
  let lines: string[] = [];
  let fence: string | undefined;
  const flush = () => {
    if (lines.length > 0) blocks.push(...blockOf(lines));
    lines = [];
  };
  for (const line of markdown.split('\n')) {
    const mark = /^```(\w*)\s*$/.exec(line);
    if (fence !== undefined && mark !== null) {
      const language = fence === '' ? {} : { language: fence };
      blocks.push({ type: 'pre', text: lines.join('\n'), ...language });
      lines = [];
      fence = undefined;
    } else if (fence !== undefined) lines.push(line);
    else if (mark !== null) {
      flush();
      fence = mark[1] ?? '';
    } else if (line.trim() === '') flush();
    else lines.push(line);
  }
  flush();
  return blocks;
}

const item = /^\s*(?:[-*+]|\d+[.)])\s+/;

function blockOf(lines: readonly string[]): Json[] {
  const [first = '', ...rest] = lines;
  const heading = /^(#{1,6})\s+(.*)$/.exec(first);
  if (heading !== null) {
    const block = {
      type: 'heading',
      size: heading[1]?.length ?? 1,
      text: plainOf(heading[2] ?? ''),
    };
    return rest.length === 0 ? [block] : [block, ...blockOf(rest)];
  }
  if (lines.length === 1 && /^(-{3,}|\*{3,})$/.test(first.trim())) return [{ type: 'divider' }];
  if (lines.every((line) => item.test(line))) {
    const items = lines.map((line) => ({
      label: /^\s*\d/.test(line) ? (line.trim().split(/\s/)[0] ?? '') : '•',
      blocks: [{ type: 'paragraph', text: plainOf(line.replace(item, '')) }],
    }));
    return [{ type: 'list', items }];
  }
  if (lines.every((line) => line.startsWith('>'))) {
    const inside = lines.map((line) => line.slice(1).trim()).join('\n');
    return [{ type: 'blockquote', blocks: [{ type: 'paragraph', text: plainOf(inside) }] }];
  }
  return [{ type: 'paragraph', text: plainOf(lines.join('\n')) }];
}

const plainOf = (text: string): string =>
  text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|~~|\|\||==|`)(.+?)\1/g, '$2')
    .replace(/(?<![\w*])[*_](\S(?:.*?\S)?)[*_](?![\w*])/g, '$1')
    .replace(/\\([^\w\s])/g, '$1');

const htmlBlock =
  /<(h[1-6]|p|pre|blockquote|li|footer|hr)\b[^>]*>(?:([\s\S]*?)<\/\1>)?|([^<]+)|<\/?[a-z][^>]*>/gi;

export function blocksOfHtml(html: string): Json[] {
  const blocks: Json[] = [];
  for (const [, tag = '', inside = '', loose = ''] of html.matchAll(htmlBlock)) {
    const name = tag.toLowerCase();
    const text = unescaped((name === '' ? loose : inside).replace(/<[^>]+>/g, '')).trim();
    if (name === 'hr') blocks.push({ type: 'divider' });
    else if (text === '') continue;
    else if (/^h\d$/.test(name)) blocks.push({ type: 'heading', size: Number(name[1]), text });
    else if (name === 'pre' || name === 'footer') blocks.push({ type: name, text });
    else if (name === 'blockquote') {
      blocks.push({ type: 'blockquote', blocks: [{ type: 'paragraph', text }] });
    } else blocks.push({ type: 'paragraph', text });
  }
  return blocks;
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
