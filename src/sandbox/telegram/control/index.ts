// The hands of a test: act as people, break calls, move the clock, read what happened.
export { type ControlDeps, createControl } from './control.ts';
export { createFaults, type Fault, type Faults, type FaultTarget } from './faults.ts';
export { createControlHttp } from './http.ts';
export {
  type ActionEntry,
  type CallEntry,
  createTranscript,
  type FileNote,
  type Transcript,
  type TranscriptEntry,
  type TranscriptFilter,
} from './transcript.ts';
export type { Control, FailNext, Injected, InjectTexts, Press } from './types.ts';
