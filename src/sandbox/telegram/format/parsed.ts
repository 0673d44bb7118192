import type { MessageEntity } from '../types.ts';

/** What a parser of a mode makes: entities may still cross and touch each other. */
export interface ParsedText {
  readonly text: string;
  readonly entities: MessageEntity[];
}
