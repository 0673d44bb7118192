import type { Lottery } from '#modules/lottery/facts';
import type { DocumentSearch, Knowledge } from '#modules/lottery/knowledge';
import type { LotteryData, LotteryDocument, LotteryNow } from '#modules/lottery/live';
import type { Reading } from '#modules/lottery/understand';

/** All that answers stand on, built at one moment of the data and swapped whole. */
export interface Room {
  lotteries: readonly Lottery[];
  now: readonly LotteryNow[];
  knowledge: Knowledge;
  documents: readonly LotteryDocument[];
  search: DocumentSearch;
  read: (text: string) => Reading;
  /** Absent where nothing but the built-in facts is at hand. */
  data: LotteryData | undefined;
}

export function pick(lotteries: readonly Lottery[], ids: readonly string[]): Lottery[] {
  return [...new Set(ids)].flatMap((id) => lotteries.filter((lottery) => lottery.id === id));
}
