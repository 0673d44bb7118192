import type { Locale } from '#kernel';
import type { Lottery } from '#modules/lottery/facts';
import { type Detail, detect, type Intent } from '#modules/lottery/intents';
import type { Found } from '#modules/lottery/knowledge';
import type { Stage } from '#modules/lottery/live';
import type { Reading } from '#modules/lottery/understand';
import { type Card, cardOf, cardText } from './cards.ts';
import { pick, type Room } from './room.ts';
import { tellDraws } from './tell-draws.ts';
import { tellInfo } from './tell-info.ts';
import { tellJackpots } from './tell-jackpot.ts';
import { tellNews, tellPromotions } from './tell-news.ts';
import { tellOdds } from './tell-odds.ts';
import { tellStatistics } from './tell-statistics.ts';
import { tellTicket } from './tell-ticket.ts';
import { createTelling, type Figure, type Telling } from './telling.ts';

export interface Advice {
  intent: Intent;
  detail: Detail;
  /** Best first. */
  lotteries: readonly string[];
  action: 'search' | 'answer';
  content: readonly Card[] | string;
  formatted_text: string;
  answer: string;
  sources: readonly string[];
  numbers: readonly Figure[];
}

export interface AdviseOptions {
  /** For a question that has no language of its own. */
  locale?: Locale | undefined;
  /** Hears `searching` at once, and `fetching` only when the source is really asked. */
  onStage?: ((stage: Stage) => void) | undefined;
}

const shown = 5;

/** The one verb a surface calls: a question in, an honest answer out. */
export async function advise(
  room: Room,
  question: string,
  { locale, onStage }: AdviseOptions = {},
): Promise<Advice> {
  onStage?.('searching');
  const reading = room.read(question);
  const detected = detect(reading);
  const telling = createTelling(/\p{L}/u.test(question) ? reading.locale : (locale ?? 'ru'));
  if (detected.intent === 'search') return searched(room, { reading, telling, ...detected });
  const named = pick(room.lotteries, reading.named);
  const replacements = pick(
    room.lotteries,
    named.flatMap(({ status, replacedBy }) => (status === 'active' ? [] : (replacedBy ?? []))),
  ).filter((lottery) => !named.includes(lottery));
  const text = await tell(room, telling, {
    ...detected,
    reading,
    named,
    replacements,
    asked: { onStage },
  });
  const isPrivate = detected.intent === 'responsible_gambling' || detected.intent === 'off_topic';
  const related = detected.intent === 'info' ? [...named, ...replacements] : named;
  return {
    ...detected,
    lotteries: isPrivate ? [] : related.map(({ id }) => id),
    action: 'answer',
    content: text,
    formatted_text: text,
    answer: text,
    ...provenance(telling),
  };
}

interface Told {
  intent: Intent;
  detail: Detail;
  reading: Reading;
  named: readonly Lottery[];
  replacements: readonly Lottery[];
  asked: Pick<AdviseOptions, 'onStage'>;
}

async function tell(room: Room, telling: Telling, told: Told): Promise<string> {
  const { t } = telling;
  const { detail, named, reading, asked } = told;
  const { data } = room;
  const [lottery] = named;
  switch (told.intent) {
    case 'info':
      return tellInfo(telling, told);
    case 'odds':
      return detail === 'statistics'
        ? tellStatistics(telling, { data, lottery })
        : tellOdds(telling, told);
    case 'draw_results':
      if (detail === 'check_ticket') return tellTicket(telling, { data, lottery, reading, asked });
      if (detail === 'jackpot') return tellJackpots(telling, { data, lotteries: named, asked });
      return tellDraws(telling, {
        data,
        lotteries: room.now,
        lottery,
        reading,
        asked,
        isOfWinners: detail === 'winners',
      });
    case 'news':
      if (detail === 'promotions') return tellPromotions(telling, { data, asked });
      return (await tellNews(telling, { data, asked, first: await titlesFor(room, reading) })).text;
    case 'smalltalk':
      return detail === 'thanks' ? t.thanks : detail === 'help' ? t.help : t.greeting;
    case 'responsible_gambling':
      return detail === 'age' ? t.age : t.distress;
    default:
      return t.stranger;
  }
}

/** News about what was named come first. */
async function titlesFor({ search, documents }: Room, reading: Reading): Promise<string[]> {
  if (reading.named.length === 0) return [];
  const ids = await search.find(reading.text, { kinds: ['news'], limit: 3 });
  return documents.filter(({ id }) => ids.includes(id)).map(({ title }) => title);
}

/** Lotteries that draws ahead, packets and promotions speak of in the words of the question. */
async function namedIn({ search, documents }: Room, { text }: Reading): Promise<string[]> {
  const ids = await search.find(text, { kinds: ['draw', 'packet'], limit: 5 });
  return ids.flatMap((id) => documents.find((one) => one.id === id)?.lotteryIds ?? []);
}

async function searched(
  room: Room,
  {
    reading,
    telling,
    intent,
    detail,
  }: { reading: Reading; telling: Telling; intent: Intent; detail: Detail },
): Promise<Advice> {
  const { lotteries, knowledge } = room;
  const found = await knowledge.search(reading, [await namedIn(room, reading)]);
  const ids = detail === 'alike' ? found.ids : [...new Set([...reading.named, ...found.ids])];
  const cardsOf = (some: readonly string[]) =>
    pick(lotteries, some).map((lottery) => cardOf(telling, lottery));
  const fitting = cardsOf(ids.slice(0, shown));
  const near = cardsOf(found.near.filter((id) => !ids.includes(id)));
  const cards = [...fitting, ...near];
  const text = listText(telling, { fitting, near, found });
  return {
    intent,
    detail,
    lotteries: cards.map(({ id }) => id),
    action: 'search',
    content: cards,
    formatted_text: text,
    answer: text,
    ...provenance(telling),
  };
}

function listText(
  { t }: Telling,
  { fitting, near, found }: { fitting: readonly Card[]; near: readonly Card[]; found: Found },
): string {
  if (fitting.length === 0) return t.nothing;
  return [
    t.found,
    ...(found.dropped.length > 0 ? [t.loosened] : []),
    ...fitting.map(cardText),
    ...(near.length > 0 ? [t.near] : []),
    ...near.map((card, i) => cardText(card, fitting.length + i)),
    t.honest,
  ].join('\n\n');
}

const provenance = ({ numbers }: Telling): Pick<Advice, 'sources' | 'numbers'> => ({
  numbers,
  sources: [...new Set(numbers.map(({ source }) => source))],
});
