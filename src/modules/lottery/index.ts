// The lottery adviser. Every number it tells comes from data or exact counting and names its source; it never
// calls a number "due", never promises a win, and meets distress with help instead of tickets.
import type { Advice, ArchiveAnalysis, PictureKind, View } from '#modules/lottery/advise';
import { type Lottery, readLotteries } from '#modules/lottery/facts';
import type { Embedder } from '#modules/lottery/knowledge';
import type {
  ActiveDraw,
  Archive,
  Asked,
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
} from '#modules/lottery/live';
import type { Draw, Main, News, Packets, Tabs } from '#modules/lottery/stoloto';

export {
  createLotteryData,
  type LotteryDataDeps,
  type LotteryDataPart,
  lotteryJobs,
} from '#modules/lottery/live';
export {
  createLotteryPeople,
  type LotteryPeople,
  type LotteryPerson,
  type PauseTerm,
  pauseTerms,
} from '#modules/lottery/people';
export { type Adviser, type AdviserDeps, createAdviser } from './adviser.ts';
export { type Claims, createClaims } from './claims.ts';
export type {
  ActiveDraw,
  Advice,
  Archive,
  ArchiveAnalysis,
  Asked,
  Draw,
  Embedder,
  JackpotPoint,
  KeptIndex,
  KnowledgeInput,
  KnowledgeRefresh,
  Lottery,
  LotteryData,
  LotteryDocument,
  LotteryLive,
  LotteryNow,
  Main,
  News,
  Origin,
  Packets,
  PictureKind,
  Sourced,
  Stage,
  Tabs,
  View,
};
export { readLotteries };
