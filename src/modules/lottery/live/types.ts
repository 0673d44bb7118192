import type { Lottery } from '#modules/lottery/facts';
import type { Draw, Main, News, Packets, Tabs } from '#modules/lottery/stoloto';

/** Who says so. `sandbox` is invented and must be told as such; `facts` are the built-in ones. */
export type Origin = 'stoloto' | 'sandbox' | 'facts';

export interface Sourced<T> {
  value: T;
  source: Origin;
  /** When the source said it; of built-in facts, the newest month they were seen in. */
  asOf: Date;
  ageMs: number;
  /** The source could not be asked, or is off: say how old it is. */
  isStale: boolean;
}

export type Stage = 'searching' | 'fetching';

export interface Asked {
  /** Hears `fetching` when the source is really asked for this, never when a kept answer serves. */
  onStage?: ((stage: Stage) => void) | undefined;
  /** Asks the source also when what is kept is fresh; if it refuses, the kept answer comes marked stale. */
  forceRefresh?: boolean | undefined;
}

export interface DrawAhead {
  number: number;
  at: Date;
  salesStopAt?: Date | undefined;
  jackpotRub?: number | undefined;
  priceRub?: number | undefined;
}

/** What the source says of a lottery today. */
export interface LotteryLive {
  code: string;
  isOnSale: boolean;
  draw?: DrawAhead | undefined;
  next?: DrawAhead | undefined;
  last?: { number: number; at: Date; numbers?: number[] | undefined } | undefined;
}

export interface LotteryNow {
  /** The built-in facts with today's price, size of jackpot, names and state laid over them. */
  lottery: Lottery;
  /** Absent when the source does not name it. Its price and jackpot are the source's own figures. */
  live?: LotteryLive | undefined;
  /** Names the source has used before for it. */
  formerTitles: readonly string[];
}

export interface ActiveDraw extends DrawAhead {
  /** Absent for a game that no built-in fact describes. */
  lotteryId?: string | undefined;
  code: string;
  title: string;
  /** What the source's own page says beside it. */
  prize?: string | undefined;
  channel?: string | undefined;
  offer?: string | undefined;
}

export interface Archive {
  /** Newest first; numbers in the order the source has them. */
  draws: { number: number; at: Date; numbers: number[] }[];
  /** The source has no older ones, or this is as far back as is kept. */
  isWhole: boolean;
}

export interface JackpotPoint {
  number: number;
  at: Date;
  rub: number;
  isWon: boolean;
}

/** What a search can find, with the words it is found by. */
export interface LotteryDocument {
  id: string;
  kind: 'lottery' | 'draw' | 'packet' | 'news' | 'promotion';
  lotteryIds: readonly string[];
  title: string;
  text: string;
  url?: string | undefined;
  source: Origin;
  asOf: Date;
}

export interface KnowledgeInput {
  lotteries: readonly LotteryNow[];
  documents: readonly LotteryDocument[];
}

/** An index that is rebuilt when its data changes and swapped whole: a search sees the old one or the new one. */
export interface KeptIndex<T> {
  current(): Promise<T>;
}

export const sectionNames = ['games', 'main', 'tabs', 'list', 'news'] as const;
export type SectionName = (typeof sectionNames)[number];

export interface KnowledgeRefresh {
  sections: Record<SectionName, 'fresh' | 'failed'>;
  documents: number;
}

export interface LotteryData {
  /** False with STOLOTO=off: then everything comes from the built-in facts. */
  isOn: boolean;
  lotteries(asked?: Asked): Promise<Sourced<LotteryNow[]>>;
  activeDraws(asked?: Asked): Promise<Sourced<ActiveDraw[]>>;
  /** `game` is a lottery's id or any code of it. Undefined when there is no such draw. */
  draw(game: string, number: number, asked?: Asked): Promise<Sourced<Draw> | undefined>;
  /** Completed ones, newest first; `before` pages back through what is kept. */
  latestDraws(
    game: string,
    paging?: { limit?: number | undefined; before?: Date | undefined },
    asked?: Asked,
  ): Promise<Sourced<Draw[]>>;
  archive(
    game: string,
    paging?: { limit?: number | undefined },
    asked?: Asked,
  ): Promise<Sourced<Archive>>;
  /** Oldest first. */
  jackpotHistory(
    game: string,
    paging?: { limit?: number | undefined },
    asked?: Asked,
  ): Promise<Sourced<JackpotPoint[]>>;
  main(asked?: Asked): Promise<Sourced<Main>>;
  tabs(asked?: Asked): Promise<Sourced<Tabs>>;
  /** Ticket packets. */
  list(asked?: Asked): Promise<Sourced<Packets>>;
  details(
    game: string,
    count: number,
    asked?: Asked,
  ): Promise<Sourced<{ draws: Draw[]; hasMore: boolean }>>;
  news(asked?: Asked): Promise<Sourced<News>>;
  /** All five sections, each as it is; one that cannot be had is absent. */
  all(
    asked?: Asked & { game?: string | undefined; count?: number | undefined },
  ): Promise<AllSections>;
  documents(): Promise<LotteryDocument[]>;
  keepIndex<T>(build: (input: KnowledgeInput) => T | Promise<T>): KeptIndex<T>;
  /** Asks for everything anew and swaps every kept index. */
  refreshKnowledge(): Promise<KnowledgeRefresh>;
}

export interface AllSections {
  main?: Sourced<Main>;
  tabs?: Sourced<Tabs>;
  list?: Sourced<Packets>;
  details?: Sourced<{ draws: Draw[]; hasMore: boolean }>;
  news?: Sourced<News>;
}
