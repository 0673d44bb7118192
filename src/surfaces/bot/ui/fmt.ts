import type { MessageEntity } from 'grammy/types';

/** Text with entities: nothing to escape, so nothing a person wrote can break a message. */
export interface Formatted {
  text: string;
  entities: MessageEntity[];
}

export type Words = string | Formatted;

type Piece = Words | number | bigint;

export const toFormatted = (piece: Piece): Formatted =>
  typeof piece === 'object' ? piece : { text: String(piece), entities: [] };

/** A tagged template: fmt`Hello, ${bold(name)}`. Offsets are UTF-16 units, as JavaScript counts. */
export function fmt(strings: TemplateStringsArray, ...pieces: Piece[]): Formatted {
  return join(strings.flatMap((text, i) => (i === 0 ? [text] : [pieces[i - 1] ?? '', text])));
}

export function join(pieces: readonly Piece[], separator = ''): Formatted {
  let text = '';
  const entities: MessageEntity[] = [];
  pieces.forEach((piece, i) => {
    if (i > 0) text += separator;
    const part = toFormatted(piece);
    for (const entity of part.entities)
      entities.push({ ...entity, offset: entity.offset + text.length });
    text += part.text;
  });
  return { text, entities };
}

type Plain = Exclude<
  MessageEntity['type'],
  'text_link' | 'text_mention' | 'pre' | 'custom_emoji' | 'date_time'
>;

const wrap =
  (type: Plain) =>
  (piece: Piece): Formatted =>
    cover(piece, { type });

// An empty entity is refused by Telegram.
function cover(
  piece: Piece,
  entity: { type: Plain } | { type: 'text_link'; url: string },
): Formatted {
  const { text, entities } = toFormatted(piece);
  if (text === '') return { text, entities };
  return { text, entities: [{ ...entity, offset: 0, length: text.length }, ...entities] };
}

export const bold = wrap('bold');
export const italic = wrap('italic');
export const code = wrap('code');
export const quote = wrap('blockquote');
export const link = (piece: Piece, url: string): Formatted =>
  cover(piece, { type: 'text_link', url });

/** At most `most` UTF-16 units, cut at a whole character, with entities cut alike. */
export function clip(piece: Piece, most: number): Formatted {
  const { text, entities } = toFormatted(piece);
  if (text.length <= most) return { text, entities };
  const end = keepWhole(text, most - 1);
  const cut = entities
    .filter((entity) => entity.offset < end)
    .map((entity) => ({ ...entity, length: Math.min(entity.length, end - entity.offset) }));
  return { text: `${text.slice(0, end)}…`, entities: cut };
}

function keepWhole(text: string, end: number): number {
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}
