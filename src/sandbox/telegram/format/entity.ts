import type { MessageEntity } from '../types.ts';

export interface FormattedText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

// TDLib's get_type_priority: among entities of one place and length the smaller stands first.
const priorities: Readonly<Record<string, number>> = {
  blockquote: 0,
  expandable_blockquote: 0,
  pre: 10,
  code: 20,
  text_link: 49,
  text_mention: 49,
  bold: 90,
  italic: 91,
  underline: 92,
  strikethrough: 93,
  spoiler: 94,
  date_time: 98,
  custom_emoji: 99,
};
const foundPriority = 50;

const priority = (entity: MessageEntity): number => priorities[entity.type] ?? foundPriority;

export const splittableTypes = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler'] as const;

export const isSplittable = (entity: MessageEntity): boolean =>
  priority(entity) >= 90 && priority(entity) <= 94;
export const isQuote = (entity: MessageEntity): boolean => priority(entity) === 0;
export const isPre = (entity: MessageEntity): boolean =>
  entity.type === 'pre' || entity.type === 'code';

export const endOf = (entity: MessageEntity): number => entity.offset + entity.length;

export const sortEntities = (entities: readonly MessageEntity[]): MessageEntity[] =>
  entities.toSorted(
    (a, b) => a.offset - b.offset || b.length - a.length || priority(a) - priority(b),
  );
