import type { Json, Message } from '../types.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { deliver, readDestination } from './deliver.ts';
import { type InputMedia, loadInputMedia, readInputMedia } from './input-media.ts';
import { has, isObject, json } from './params.ts';
import { checkRichButtons } from './rich-buttons.ts';
import { blocksOfHtml } from './rich-html.ts';
import { blocksOfMarkdown } from './rich-markdown.ts';

const limits = { characters: 32_768, blocks: 500, levels: 16, media: 50, columns: 20 };

/** Checked; its media are read but not yet fetched or kept. */
export interface Rich {
  readonly plain: string;
  readonly blocks: readonly Json[];
  readonly is_rtl: boolean;
  readonly media: readonly RichMedia[];
}

interface RichMedia {
  readonly at: Record<string, unknown>;
  readonly key: string;
  readonly item: InputMedia;
}

export function readRich(call: ApiCall, rules: { readonly draft?: boolean } = {}): Rich {
  const value = json(call, 'rich_message', () =>
    badRequest("can't parse rich message JSON object"),
  );
  if (value === undefined) throw badRequest('rich message is empty');
  if (!isObject(value)) throw badRequest('object expected as rich message');
  const forms = ['blocks', 'html', 'markdown'].filter((name) => value[name] !== undefined);
  if (forms.length !== 1) {
    throw badRequest('exactly one of the fields blocks, html and markdown must be specified');
  }
  const walk = createWalk(call, rules.draft === true);
  const blocks = walk.blocks(toBlocks(value), 1);
  if (blocks.length === 0) throw badRequest('rich message is empty');
  return { ...walk.result(), blocks, is_rtl: value.is_rtl === true };
}

function toBlocks(value: Json): unknown {
  if (typeof value.html === 'string') return blocksOfHtml(value.html);
  if (typeof value.markdown === 'string') return blocksOfMarkdown(value.markdown);
  return value.blocks;
}

const mediaKeys = ['photo', 'video', 'animation', 'audio', 'document'];
const blockTypes = new Set(
  'paragraph heading pre footer divider mathematical_expression anchor list blockquote expandable_blockquote pullquote collage slideshow table details map buttons thinking voice_note'
    .split(' ')
    .concat(mediaKeys),
);

function createWalk(call: ApiCall, isDraft: boolean) {
  const media: RichMedia[] = [];
  const texts: string[] = [];
  let count = 0;

  const cannot = (why: string) => badRequest(`can't parse rich message: ${why}`);
  const level = (depth: number) => {
    if (depth > limits.levels) throw cannot('too many nested levels');
  };
  const addBlock = () => {
    count += 1;
    if (count > limits.blocks) throw cannot('too many blocks');
  };
  const text = (value: unknown, depth: number): void => {
    level(depth);
    if (typeof value === 'string') texts.push(value);
    else if (Array.isArray(value)) for (const part of value) text(part, depth);
    else if (isObject(value)) {
      if (value.type === 'button') checkRichButtons(call, [value.button]);
      else text(value.text ?? value.expression ?? '', depth + 1);
    } else if (value !== undefined)
      throw cannot('RichText must be a String, an Array or an Object');
  };
  const blocks = (value: unknown, depth: number): Json[] => {
    if (!Array.isArray(value)) throw cannot('Can\'t find field "blocks"');
    level(depth);
    return value.map((each: unknown) => block(each, depth));
  };
  const block = (value: unknown, depth: number): Json => {
    if (!isObject(value)) throw cannot('RichBlock must be an Object');
    const type = String(value.type ?? '');
    if (!blockTypes.has(type)) throw cannot(`block type "${type}" is unsupported`);
    addBlock();
    texts.push('\n');
    const result: Record<string, unknown> = { ...value };
    for (const name of ['text', 'summary', 'credit']) text(value[name], depth + 1);
    text(isObject(value.caption) ? value.caption.text : value.caption, depth + 1);
    if (value.blocks !== undefined) result.blocks = blocks(value.blocks, depth + 1);
    if (type === 'list') result.items = items(value.items, depth + 1);
    if (type === 'table') table(value.cells, depth + 1);
    if (type === 'buttons') checkRichButtons(call, value.buttons);
    if (mediaKeys.includes(type)) attach(result, type);
    return result;
  };
  const items = (value: unknown, depth: number): Json[] => {
    if (!Array.isArray(value)) throw cannot('Can\'t find field "items"');
    return value.map((each: unknown, index) => {
      if (!isObject(each)) throw cannot('list item must be an Object');
      addBlock();
      return { label: `${index + 1}.`, ...each, blocks: blocks(each.blocks, depth) };
    });
  };
  const table = (value: unknown, depth: number): void => {
    if (!Array.isArray(value)) throw cannot('Can\'t find field "cells"');
    for (const row of value) {
      if (!Array.isArray(row)) throw cannot('table row must be an Array');
      addBlock();
      if (row.length > limits.columns) throw cannot('too many columns in the table');
      for (const cell of row) text(isObject(cell) ? cell.text : cell, depth);
    }
  };
  const attach = (at: Record<string, unknown>, key: string): void => {
    const item = readInputMedia(call, at[key], { name: 'rich message media' });
    if (isDraft && item.source.kind !== 'id') {
      throw cannot('files can be sent only by file_id in a draft');
    }
    media.push({ at, key, item });
    if (media.length > limits.media) throw cannot('too many media');
  };

  return {
    blocks,
    result() {
      const plain = texts.join('').trim();
      if ([...plain].length > limits.characters) throw badRequest('message is too long');
      return { plain, media };
    },
  };
}

export async function loadRich(rich: Rich): Promise<Json> {
  for (const { at, key, item } of rich.media) {
    const content: Json = { ...(await loadInputMedia(item)) };
    at[key] = content[key] ?? content.document;
  }
  return { blocks: rich.blocks, ...(rich.is_rtl ? { is_rtl: true } : {}) };
}

async function sendRichMessage(call: ApiCall): Promise<Message> {
  if (!has(call, 'rich_message')) throw badRequest('rich message is empty');
  const rich = readRich(call);
  const to = readDestination(call);
  return deliver(call, to, { rich_message: await loadRich(rich) });
}

export const richMethods: ApiGroup = { sendRichMessage };
