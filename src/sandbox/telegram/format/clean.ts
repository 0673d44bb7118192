import type { MessageEntity } from '../types.ts';
import { endOf } from './entity.ts';
import { FormatError } from './error.ts';

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isRemoved = (unit: number) =>
  unit === 0x0d ||
  (unit >= 0x2028 && unit <= 0x202e) ||
  unit === 0x0333 ||
  unit === 0x033f ||
  unit === 0x030a;

/** Control signs become spaces, `\r` and direction marks go; entities move with the text. */
export function cleanText(
  text: string,
  entities: readonly MessageEntity[],
): { text: string; entities: MessageEntity[] } {
  checkBorders(text, entities);
  let result = '';
  const moved: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    moved.push(result.length);
    if (isRemoved(unit)) continue;
    result += unit < 32 && unit !== 10 ? ' ' : text.charAt(index);
  }
  moved.push(result.length);
  const at = (offset: number) => moved[offset] ?? result.length;
  return {
    text: result,
    entities: entities.map((entity) => ({
      ...entity,
      offset: at(entity.offset),
      length: at(endOf(entity)) - at(entity.offset),
    })),
  };
}

function checkBorders(text: string, entities: readonly MessageEntity[]): void {
  const splits = (offset: number) =>
    offset > 0 && offset < text.length && isHighSurrogate(text.charCodeAt(offset - 1));
  const problems: { at: number; error: string }[] = [];
  for (const entity of entities) {
    const end = endOf(entity);
    if (splits(entity.offset)) {
      problems.push({
        at: entity.offset,
        error: `Entity begins in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, entity.offset + 1)}`,
      });
    }
    if (splits(end)) {
      problems.push({
        at: end,
        error: `Entity beginning at UTF-16 offset ${entity.offset} ends in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, end + 1)}`,
      });
    }
  }
  const first = problems.toSorted((a, b) => a.at - b.at)[0];
  if (first !== undefined) throw new FormatError(first.error);
  const late = entities.find((entity) => entity.offset > text.length);
  if (late !== undefined) {
    throw new FormatError(
      `Entity begins after the end of the text at UTF-16 offset ${late.offset}`,
    );
  }
  const long = entities.findLast((entity) => endOf(entity) > text.length);
  if (long !== undefined) {
    throw new FormatError(
      `Entity beginning at UTF-16 offset ${long.offset} ends after the end of the text at UTF-16 offset ${endOf(long)}`,
    );
  }
}

const byteOffset = (text: string, offset: number): number =>
  Buffer.byteLength(text.slice(0, offset));

/** Spaces and line ends go from both ends; in front only up to the first entity. */
export function trimText(
  text: string,
  entities: readonly MessageEntity[],
): { text: string; entities: MessageEntity[] } {
  const trimmedEnd = text.replace(/[ \n]+$/, '');
  const shortened = entities
    .filter((entity) => entity.offset < trimmedEnd.length)
    .map((entity) => ({
      ...entity,
      length: Math.min(endOf(entity), trimmedEnd.length) - entity.offset,
    }));
  const leading = /^[ \n]*/.exec(trimmedEnd)?.[0].length ?? 0;
  const cut = Math.min(leading, shortened[0]?.offset ?? leading);
  return {
    text: trimmedEnd.slice(cut),
    entities: shortened.map((entity) => ({ ...entity, offset: entity.offset - cut })),
  };
}

// Signs that show nothing: a text of these alone is no text.
const nothing = /^[\s\u00ad\u180e\u200b-\u200f\u2028-\u202f\u205f-\u2064\ufeff\ufffc]*$/;

export const showsNothing = (text: string): boolean => nothing.test(text);
