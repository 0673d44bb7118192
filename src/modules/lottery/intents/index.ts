// What a person wants, decided by rules over a reading: worry first, a stranger last.
export { type Detected, detect } from './detect.ts';
export type { Detail, Intent } from './intents.ts';
