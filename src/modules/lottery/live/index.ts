// The source's own figures, each with who said it and how old it is. What cannot be asked now is served as it was last
// heard and says so; nothing is invented, and nobody takes the sandbox's figures for real ones.

export { createLotteryData, type LotteryDataDeps, type LotteryDataPart } from './create.ts';
export { lotteryJobs } from './jobs.ts';
export type {
  ActiveDraw,
  AllSections,
  Archive,
  Asked,
  DrawAhead,
  JackpotPoint,
  KeptIndex,
  KnowledgeInput,
  KnowledgeRefresh,
  LotteryData,
  LotteryDocument,
  LotteryLive,
  LotteryNow,
  Origin,
  Sourced,
  Stage,
} from './types.ts';
