// What happened, one line each. No secret leaves through here: fields are masked by name at any depth,
// and every text (messages, errors, stacks, causes, URLs) is scrubbed.
export {
  createLog,
  createMemoryLog,
  type Log,
  type LogConfig,
  type LogFileConfig,
  type LogLevel,
  type LogLine,
  type MemoryLog,
} from './log.ts';
export {
  type FailureFacts,
  type FrameFacts,
  type OutgoingFacts,
  type RequestFacts,
  type UpdateFacts,
  wideLine,
} from './wide.ts';
