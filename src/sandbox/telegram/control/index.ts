// The hands of a test: act as people, break calls, move the clock, read what happened.
export { createControl } from './control.ts';
export { createFaults, type Fault, type Faults } from './faults.ts';
export { createControlHttp } from './http.ts';
export {
  createTranscript,
  type Transcript,
} from './transcript.ts';
export type { Control } from './types.ts';
