// What a person wants, decided by rules over a reading: worry first, a stranger last.
export { isOfLotteries } from './about.ts';
export { type Detected, detect } from './detect.ts';
export type { Detail, Intent } from './intents.ts';
