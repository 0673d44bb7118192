import type { Json } from '../types.ts';
import { type RichText, richTextOfMarkdown } from './rich-inline.ts';

/** Headings, lists, task lists, quotes, code, tables, rules and paragraphs. */
export function blocksOfMarkdown(markdown: string): Json[] {
  const blocks: Json[] = [];
  let lines: string[] = [];
  let fence: string | undefined;
  const flush = () => {
    if (lines.length > 0) blocks.push(...blocksOf(lines));
    lines = [];
  };
  const closeFence = (language: string) => {
    const named = language === '' ? {} : { language };
    blocks.push({ type: 'pre', text: lines.join('\n'), ...named });
    lines = [];
    fence = undefined;
  };
  for (const line of markdown.split('\n')) {
    const mark = /^```([\w+-]*)\s*$/.exec(line);
    if (fence !== undefined && mark !== null) closeFence(fence);
    else if (fence !== undefined) lines.push(line);
    else if (mark !== null) {
      flush();
      fence = mark[1] ?? '';
    } else if (line.trim() === '') flush();
    else lines.push(line);
  }
  // A code block that has not ended yet: a draft shows it all the same.
  if (fence !== undefined) closeFence(fence);
  flush();
  return blocks;
}

const item = /^\s*(?:[-*+]|\d+[.)])\s+/;
const paragraph = (text: string): Json => ({ type: 'paragraph', text: richTextOfMarkdown(text) });

function blocksOf(lines: readonly string[]): Json[] {
  const [first = '', ...rest] = lines;
  const heading = /^(#{1,6})\s+(.*)$/.exec(first);
  if (heading !== null) {
    const [, signs = '#', text = ''] = heading;
    const block = { type: 'heading', size: signs.length, text: richTextOfMarkdown(text) };
    return rest.length === 0 ? [block] : [block, ...blocksOf(rest)];
  }
  if (lines.length === 1 && /^(-{3,}|\*{3,}|_{3,})$/.test(first.trim()))
    return [{ type: 'divider' }];
  if (lines.every((line) => line.startsWith('>'))) {
    const inside = lines.map((line) => line.slice(1).trim()).join('\n');
    return [{ type: 'blockquote', blocks: [paragraph(inside)] }];
  }
  if (lines.length > 1 && isTable(lines)) return [tableOf(lines)];
  const firstItem = lines.findIndex((line) => item.test(line));
  if (firstItem === -1) return [paragraph(lines.join('\n'))];
  const before = lines.slice(0, firstItem);
  const list = listOf(lines.slice(firstItem));
  return before.length === 0 ? [list] : [paragraph(before.join('\n')), list];
}

function listOf(lines: readonly string[]): Json {
  const items: string[][] = [];
  for (const line of lines) {
    if (item.test(line)) items.push([line]);
    else items.at(-1)?.push(line.trim());
  }
  return { type: 'list', items: items.map(toItem) };
}

function toItem(lines: readonly string[]): Json {
  const [first = '', ...rest] = lines;
  const label = /^\s*\d/.test(first) ? (first.trim().split(/\s/)[0] ?? '') : '•';
  const task = /^\[([ x])\]\s+/i.exec(first.replace(item, ''));
  const said = first.replace(item, '').slice(task?.[0].length ?? 0);
  const boxes = {
    ...(task === null ? {} : { has_checkbox: true }),
    ...(task?.[1]?.toLowerCase() === 'x' ? { is_checked: true } : {}),
  };
  return { label, ...boxes, blocks: [paragraph([said, ...rest].join('\n'))] };
}

const isTable = (lines: readonly string[]): boolean =>
  lines.every((line) => line.includes('|')) && /^\s*\|?\s*:?-+:?\s*(\||$)/.test(lines[1] ?? '');

function tableOf([head = '', rule = '', ...rows]: readonly string[]): Json {
  const aligns = cellsOf(rule).map((cell) =>
    /^:-+:$/.test(cell) ? 'center' : cell.endsWith(':') ? 'right' : 'left',
  );
  const cell = (text: string, column: number) => ({
    text: richTextOfMarkdown(text) satisfies RichText,
    align: aligns[column] ?? 'left',
    valign: 'top',
  });
  const header = cellsOf(head).map((text, column) => ({ ...cell(text, column), is_header: true }));
  return { type: 'table', cells: [header, ...rows.map((row) => cellsOf(row).map(cell))] };
}

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
