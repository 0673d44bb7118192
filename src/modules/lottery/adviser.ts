import type { Locale } from '#kernel';
import { AppError } from '#kernel';
import {
  type About,
  type Advice,
  type AdviseOptions,
  type ArchiveAnalysis,
  advise,
  cardView,
  drawsView,
  newsView,
  numbersView,
  type PictureKind,
  pictureOf,
  type Room,
  statisticsView,
  tellArchive,
  tiersView,
  todayView,
  type View,
} from '#modules/lottery/advise';
import { type Lottery, readLotteries } from '#modules/lottery/facts';
import {
  createDocumentSearch,
  createKnowledge,
  createVectorSearch,
  type Embedder,
} from '#modules/lottery/knowledge';
import type { Asked, KeptIndex, KnowledgeInput, LotteryData } from '#modules/lottery/live';
import { createReader } from '#modules/lottery/understand';

type Paged = { locale: Locale; page: number; asked?: Asked };

export interface Adviser {
  advise(question: string, options?: AdviseOptions): Promise<Advice>;
  /** What a screen may offer; those on sale first. */
  list(): Promise<readonly Lottery[]>;
  card(about: About): Promise<View>;
  tiers(about: About & Paged): Promise<View>;
  draws(about: About & Paged): Promise<View>;
  statistics(about: About): Promise<View>;
  numbers(about: About & { unpopular: boolean }): Promise<View>;
  today(paged: Paged): Promise<View>;
  news(paged: Paged): Promise<View>;
  /** An SVG of phone width; undefined where there is nothing to draw. */
  picture(
    about: About & { kind: PictureKind },
  ): Promise<{ svg: string; caption: string } | undefined>;
  /** An archive of draws as StoLoto sends it; refuses what is no game of numbers. */
  analyzeArchive(json: unknown, given: { lotteryId: string; locale: Locale }): ArchiveAnalysis;
}

export interface AdviserDeps {
  /** Absent: the built-in facts alone. */
  data?: LotteryData | undefined;
  lotteries?: readonly Lottery[];
  /** Without one, words alone are enough. */
  embedder?: Embedder | undefined;
}

export function createAdviser({
  data,
  lotteries = readLotteries(),
  embedder,
}: AdviserDeps = {}): Adviser {
  const build = (input: KnowledgeInput) => buildRoom(input, { data, embedder });
  const rooms: KeptIndex<Room> = data ? data.keepIndex(build) : keepFacts(lotteries, build);
  const inRoom =
    <Input, T>(tell: (room: Room, input: Input) => T | Promise<T>) =>
    async (input: Input): Promise<T> =>
      tell(await rooms.current(), input);
  return {
    advise: async (question, options) => advise(await rooms.current(), question, options),
    list: async () => {
      const room = await rooms.current();
      return room.lotteries.toSorted((a, b) => placeOf(a) - placeOf(b));
    },
    card: inRoom(cardView),
    tiers: inRoom(tiersView),
    draws: inRoom(drawsView),
    statistics: inRoom(statisticsView),
    numbers: inRoom(numbersView),
    today: inRoom(todayView),
    news: inRoom(newsView),
    picture: inRoom(pictureOf),
    analyzeArchive: (json, { lotteryId, locale }) => {
      const lottery = lotteries.find(({ id }) => id === lotteryId);
      if (lottery === undefined) throw new AppError('not_found', { lottery: lotteryId });
      return tellArchive({ lottery, locale }, json);
    },
  };
}

const statuses = ['active', 'unknown', 'retired', 'other-operator'];
const placeOf = ({ status }: Lottery): number => statuses.indexOf(status);

function keepFacts(
  lotteries: readonly Lottery[],
  build: (input: KnowledgeInput) => Promise<Room>,
): KeptIndex<Room> {
  let room: Promise<Room> | undefined;
  return {
    current: () => {
      room ??= build({
        lotteries: lotteries.map((lottery) => ({ lottery, formerTitles: [] })),
        documents: [],
      });
      return room;
    },
  };
}

async function buildRoom(
  { lotteries: now, documents }: KnowledgeInput,
  { data, embedder }: Pick<AdviserDeps, 'data' | 'embedder'>,
): Promise<Room> {
  // A name the source used before is still a name.
  const lotteries = now.map(({ lottery, formerTitles }) =>
    formerTitles.length === 0
      ? lottery
      : { ...lottery, aliases: [...new Set([...lottery.aliases, ...formerTitles])] },
  );
  const texts = lotteries.map(({ id, title, hint, rules, said }) => ({
    id,
    text: [title, said, hint, rules].flatMap(({ ru, en }) => [ru, en]).join(' '),
  }));
  const vectorsOf = async (some: readonly { id: string; text: string }[]) =>
    embedder && some.length > 0 ? createVectorSearch(embedder, some) : undefined;
  const [vectors, documentVectors] = await Promise.all([
    vectorsOf(texts),
    vectorsOf(documents.map(({ id, title, text }) => ({ id, text: `${title} ${text}` }))),
  ]);
  return {
    lotteries,
    now,
    documents,
    data,
    knowledge: createKnowledge({ lotteries, ...(vectors ? { vectors } : {}) }),
    search: await createDocumentSearch(documents, documentVectors),
    read: createReader(lotteries),
  };
}
