import type { Main, News, Packets } from '#modules/lottery/stoloto';
import type { ActiveDraw, LotteryDocument, LotteryNow, Origin, Sourced } from './types.ts';

export interface DocumentSources {
  lotteries: Sourced<LotteryNow[]>;
  draws: Sourced<ActiveDraw[]> | undefined;
  packets: Sourced<Packets> | undefined;
  news: Sourced<News> | undefined;
  main: Sourced<Main> | undefined;
}

/** Everything a search may find, one document each, in a few words of its own. */
export function toDocuments({
  lotteries,
  draws,
  packets,
  news,
  main,
}: DocumentSources): LotteryDocument[] {
  const all = lotteries.value;
  const idOf = (code: string) => all.find(({ live }) => live?.code === code)?.lottery.id;
  const known = (codes: readonly string[]) => [
    ...new Set(codes.flatMap((code) => idOf(code) ?? [])),
  ];
  const nameOf = (code: string) =>
    all.find(({ live }) => live?.code === code)?.lottery.title.ru ?? code;
  return [
    ...all.map(({ lottery, formerTitles }) => ({
      id: `lottery:${lottery.id}`,
      kind: 'lottery' as const,
      lotteryIds: [lottery.id],
      title: lottery.title.ru,
      text: words(
        lottery.title.en,
        lottery.said.ru,
        lottery.hint.ru,
        lottery.rules.ru,
        ...formerTitles,
      ),
      ...told(lotteries),
    })),
    ...(draws?.value ?? []).map((draw) => ({
      id: `draw:${draw.code}:${draw.number}`,
      kind: 'draw' as const,
      lotteryIds: draw.lotteryId === undefined ? [] : [draw.lotteryId],
      title: draw.title,
      text: words('тираж', String(draw.number), draw.prize, draw.channel, draw.offer),
      ...told(draws),
    })),
    ...(packets?.value ?? []).map((packet, i) => ({
      id: `packet:${i}:${packet.name}`,
      kind: 'packet' as const,
      lotteryIds: known(packet.bets.map(({ code }) => code)),
      title: packet.name,
      text: words(
        'набор пакет билетов',
        packet.description,
        ...packet.bets.map(({ code }) => nameOf(code)),
      ),
      ...told(packets),
    })),
    ...(news?.value ?? []).map(({ title, url, date }) => ({
      id: `news:${url}`,
      kind: 'news' as const,
      lotteryIds: [],
      title,
      text: words('новости', date),
      url,
      ...told(news),
    })),
    ...(main?.value.promotions ?? []).map(({ title, prize }, i) => ({
      id: `promotion:${i}:${title}`,
      kind: 'promotion' as const,
      lotteryIds: [],
      title,
      text: words('акция', prize),
      ...told(main),
    })),
  ];
}

const words = (...parts: (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

const told = (sourced: { source: Origin; asOf: Date } | undefined) => ({
  source: sourced?.source ?? 'facts',
  asOf: sourced?.asOf ?? new Date(0),
});
