// The lottery adviser. Every number it tells comes from data or exact counting and names its source; it never
// calls a number "due", never promises a win, and meets distress with help instead of tickets.
import { AppError, type Locale } from '#kernel';
import { type Advice, type ArchiveAnalysis, advise, tellArchive } from '#modules/lottery/advise';
import { type Lottery, readLotteries } from '#modules/lottery/facts';
import { createKnowledge, createVectorSearch, type Embedder } from '#modules/lottery/knowledge';
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
import { createReader } from '#modules/lottery/understand';

export {
  createLotteryData,
  type LotteryDataDeps,
  type LotteryDataPart,
} from '#modules/lottery/live';
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
  Sourced,
  Stage,
  Tabs,
};
export { readLotteries };

export interface Adviser {
  advise(question: string): Promise<Advice>;
  /** An archive of draws as StoLoto sends it; refuses what is no game of numbers. */
  analyzeArchive(json: unknown, given: { lotteryId: string; locale: Locale }): ArchiveAnalysis;
}

export interface AdviserDeps {
  lotteries?: readonly Lottery[];
  /** Without one, words alone are enough. */
  embedder?: Embedder;
}

export async function createAdviser({
  lotteries = readLotteries(),
  embedder,
}: AdviserDeps = {}): Promise<Adviser> {
  const texts = lotteries.map(({ id, title, hint, rules, said }) => ({
    id,
    text: [title, said, hint, rules].flatMap(({ ru, en }) => [ru, en]).join(' '),
  }));
  const vectors = embedder ? await createVectorSearch(embedder, texts) : undefined;
  const knowledge = createKnowledge({ lotteries, ...(vectors ? { vectors } : {}) });
  const read = createReader(lotteries);
  return {
    advise: (question) => advise({ lotteries, knowledge, read }, question),
    analyzeArchive: (json, { lotteryId, locale }) => {
      const lottery = lotteries.find(({ id }) => id === lotteryId);
      if (lottery === undefined) throw new AppError('not_found', { lottery: lotteryId });
      return tellArchive({ lottery, locale }, json);
    },
  };
}
