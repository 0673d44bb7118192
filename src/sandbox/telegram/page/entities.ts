import type { Entity } from './types.ts';

export type TextNode =
  | { kind: 'text'; text: string }
  | { kind: 'entity'; entity: Entity; text: string; children: TextNode[] };

interface Span {
  entity: Entity;
  start: number;
  end: number;
}

// Offsets are UTF-16 code units, and so is String#slice; a bound inside a surrogate pair is moved out of it.
function atCharacter(text: string, index: number): number {
  const low = text.charCodeAt(index);
  const high = text.charCodeAt(index - 1);
  const inside = low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff;
  return inside ? index - 1 : index;
}

function toSpans(text: string, entities: readonly Entity[]): Span[] {
  return entities
    .map((entity) => ({
      entity,
      start: atCharacter(text, Math.max(0, entity.offset)),
      end: atCharacter(text, Math.min(text.length, entity.offset + entity.length)),
    }))
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

function build(text: string, spans: readonly Span[], from: number, to: number): TextNode[] {
  const nodes: TextNode[] = [];
  const plain = (start: number, end: number) => {
    if (end > start) nodes.push({ kind: 'text', text: text.slice(start, end) });
  };
  let at = from;
  let left = spans;
  while (left.length > 0) {
    const [outer, ...others] = left;
    if (!outer) break;
    plain(at, outer.start);
    const within = others.filter((span) => span.start < outer.end);
    const after = others.filter((span) => span.start >= outer.end);
    // An entity that sticks out of the one it begins in goes on after it.
    const tails = within
      .filter((span) => span.end > outer.end)
      .map((span) => ({ ...span, start: outer.end }));
    const cut = within.map((span) => ({ ...span, end: Math.min(span.end, outer.end) }));
    nodes.push({
      kind: 'entity',
      entity: outer.entity,
      text: text.slice(outer.start, outer.end),
      children: build(text, cut, outer.start, outer.end),
    });
    at = outer.end;
    left = [...tails, ...after].sort((a, b) => a.start - b.start || b.end - a.end);
  }
  plain(at, to);
  return nodes;
}

/** Cuts a text into a tree by its entities; the leaves in order are always the whole text. */
export function parseEntities(text: string, entities: readonly Entity[] = []): TextNode[] {
  return build(text, toSpans(text, entities), 0, text.length);
}

const allowed = new Set(['http:', 'https:', 'mailto:', 'tel:', 'tg:']);

/** An address a person may follow, or undefined: never script or data. */
export function toSafeUrl(raw: string): string | undefined {
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(raw) ? raw : `https://${raw}`;
  if (!URL.canParse(withScheme)) return undefined;
  const url = new URL(withScheme);
  return allowed.has(url.protocol) ? url.href : undefined;
}
