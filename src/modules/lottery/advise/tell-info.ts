import type { Lottery } from '#modules/lottery/facts';
import type { Detail } from '#modules/lottery/intents';
import { cardOf, cardText } from './cards.ts';
import { priceText, scheduleText, type Telling } from './telling.ts';

interface InfoInput {
  detail: Detail;
  named: readonly Lottery[];
  replacements: readonly Lottery[];
}

export function tellInfo(telling: Telling, { detail, named, replacements }: InfoInput): string {
  const { t, locale } = telling;
  if (detail === 'payout') return t.payout;
  if (named.length === 0) return t.general;
  const lines = named.flatMap((lottery) => [
    ...statusText(telling, lottery),
    ...about(telling, lottery, detail),
  ]);
  const names = replacements.map(({ title }) => title[locale]).join(', ');
  return [...lines, ...(names ? [t.instead(names)] : [])].join('\n');
}

export function statusText({ t, locale }: Telling, { status, title, operator }: Lottery): string[] {
  const name = title[locale];
  if (status === 'retired') return [t.retired(name)];
  if (status === 'unknown') return [t.unsure(name)];
  return status === 'other-operator' ? [t.foreign(name, operator?.[locale] ?? '')] : [];
}

function about(telling: Telling, lottery: Lottery, detail: Detail): string[] {
  const { t, locale } = telling;
  const name = lottery.title[locale];
  switch (detail) {
    case 'price':
      return [
        `${t.price(name, priceText(telling, lottery))} (${telling.factOf(lottery, 'price')})`,
      ];
    case 'schedule':
      return [
        `${name}: ${scheduleText(telling, lottery)}. (${telling.factOf(lottery, 'schedule')})`,
        ...(lottery.salesStop ? [t.salesStop(lottery.salesStop[locale])] : []),
      ];
    case 'fund':
      return lottery.fundPercent === undefined
        ? [t.noFund(name)]
        : [t.fund(name, telling.tell(lottery.fundPercent, telling.factOf(lottery, 'fund')))];
    case 'closed':
      return lottery.status === 'active'
        ? [t.running(name), lottery.hint[locale]]
        : [lottery.hint[locale]];
    default:
      return [cardText(cardOf(telling, lottery), 0).replace(/^1\. /, ''), lottery.rules[locale]];
  }
}
