import type { Lottery } from '#modules/lottery/facts';
import { type Detail, detect, type Intent } from '#modules/lottery/intents';
import type { Found, Knowledge } from '#modules/lottery/knowledge';
import type { Reading } from '#modules/lottery/understand';
import { type Card, cardOf, cardText } from './cards.ts';
import { tellInfo } from './tell-info.ts';
import { tellOdds } from './tell-odds.ts';
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

interface AdviseDeps {
  lotteries: readonly Lottery[];
  knowledge: Knowledge;
  read: (text: string) => Reading;
}

const shown = 5;

/** The one verb a surface calls: a question in, an honest answer out. */
export async function advise(deps: AdviseDeps, question: string): Promise<Advice> {
  const reading = deps.read(question);
  const detected = detect(reading);
  const telling = createTelling(reading.locale);
  if (detected.intent === 'search') return searched(deps, { reading, telling, ...detected });
  const named = pick(deps.lotteries, reading.named);
  const replacements = pick(
    deps.lotteries,
    named.flatMap(({ status, replacedBy }) => (status === 'active' ? [] : (replacedBy ?? []))),
  ).filter((lottery) => !named.includes(lottery));
  const text = tell(telling, { ...detected, reading, named, replacements });
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
}

function tell(telling: Telling, told: Told): string {
  const { t } = telling;
  const { intent, detail, named } = told;
  switch (intent) {
    case 'info':
      return tellInfo(telling, told);
    case 'odds':
      return tellOdds(telling, told);
    case 'draw_results':
      return t.noDraws(archiveOf(named[0]));
    case 'news':
      return t.noNews;
    case 'smalltalk':
      return detail === 'thanks' ? t.thanks : detail === 'help' ? t.help : t.greeting;
    case 'responsible_gambling':
      return detail === 'age' ? t.age : t.distress;
    default:
      return t.stranger;
  }
}

const archiveOf = (lottery: Lottery | undefined): string =>
  lottery?.apiGame
    ? `https://www.stoloto.ru/${lottery.apiGame}/archive`
    : 'https://www.stoloto.ru/';

async function searched(
  { lotteries, knowledge }: AdviseDeps,
  {
    reading,
    telling,
    intent,
    detail,
  }: { reading: Reading; telling: Telling; intent: Intent; detail: Detail },
): Promise<Advice> {
  const found = await knowledge.search(reading);
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

function pick(lotteries: readonly Lottery[], ids: readonly string[]): Lottery[] {
  return [...new Set(ids)].flatMap((id) => lotteries.filter((lottery) => lottery.id === id));
}

const provenance = ({ numbers }: Telling): Pick<Advice, 'sources' | 'numbers'> => ({
  numbers,
  sources: [...new Set(numbers.map(({ source }) => source))],
});
