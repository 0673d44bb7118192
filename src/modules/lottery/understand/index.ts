// Reads a question: names, wishes, figures and cues, with typos and in two languages. Decides nothing.
export type { Amounts } from './amounts.ts';
export type { Cue } from './cues.data.ts';
export { slipsIn } from './near.ts';
export { createReader, type Reading } from './reading.ts';
export { createTokenizer, stemOf } from './tokens.ts';
export type { WishCue } from './wishes.data.ts';
