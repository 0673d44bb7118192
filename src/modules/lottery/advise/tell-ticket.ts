import { isAppError, type Locale } from '#kernel';
import type { Lottery } from '#modules/lottery/facts';
import type { Asked, LotteryData } from '#modules/lottery/live';
import type { TierRule } from '#modules/lottery/odds';
import type { Draw } from '#modules/lottery/stoloto';
import type { Reading } from '#modules/lottery/understand';
import { momentText, sourceText } from './ages.ts';
import { fieldsOfDraw, numbersText } from './numbers-of-draw.ts';
import { archiveLink } from './tell-draws.ts';
import type { Telling } from './telling.ts';

interface TicketInput {
  data: LotteryData | undefined;
  lottery: Lottery | undefined;
  reading: Reading;
  asked: Asked;
}

/** Numbers against the last draw. A ticket's long number says nothing to us, and that is told. */
export async function tellTicket(telling: Telling, input: TicketInput): Promise<string> {
  const { t, locale } = telling;
  const { data, lottery, reading } = input;
  const numbers = reading.amounts.combination;
  if (lottery === undefined || numbers === undefined)
    return reading.amounts.ticketCode === undefined
      ? t.ticketWhich(archiveLink(lottery))
      : t.ticketCode(archiveLink(lottery));
  const drawn = data?.isOn
    ? await lastDraw(data, { lottery, asked: input.asked, locale })
    : undefined;
  if (!drawn) return t.noDraws(archiveLink(lottery));
  const { draw, source } = drawn;
  const hits = hitsOf(lottery, { numbers, drawn: draw.numbers ?? [] });
  if (hits === undefined) return t.ticketMisfit(lottery.title[locale]);
  const tier = lottery.tiers.find(({ rule }) => wins(rule, { hits, marked: numbers.length }));
  return [
    t.draw(draw.number, momentText(locale, draw.at), numbersText(lottery, draw.numbers ?? [])),
    t.ticketHits(hits.map((count) => telling.tell(count, source)).join(' + ')),
    tier ? t.ticketTier(tier.label[locale]) : t.ticketNothing,
    t.ticketCheck(archiveLink(lottery)),
    t.source(source),
  ].join('\n');
}

async function lastDraw(
  data: LotteryData,
  { lottery, asked, locale }: { lottery: Lottery; asked: Asked; locale: Locale },
): Promise<{ draw: Draw; source: string } | undefined> {
  try {
    const draws = await data.latestDraws(lottery.id, { limit: 1 }, asked);
    const draw = draws.value.find(({ numbers }) => numbers !== undefined);
    return draw && { draw, source: sourceText(locale, draws) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return undefined;
  }
}

/** How many of each field came; undefined for what is no ticket of this game. */
export function hitsOf(
  lottery: Lottery,
  { numbers, drawn }: { numbers: readonly number[]; drawn: readonly number[] },
): number[] | undefined {
  const { matrix } = lottery;
  if (matrix === undefined || matrix.ticket || matrix.ordered) return undefined;
  const fields = fieldsOfDraw(lottery, drawn);
  if (fields.length !== matrix.fields.length) return undefined;
  const [only] = matrix.fields;
  const isFree = only?.pickFrom !== undefined && numbers.length <= only.pick;
  const picks = isFree ? [numbers.length] : matrix.fields.map(({ pick }) => pick);
  if (picks.reduce((all, pick) => all + pick, 0) !== numbers.length) return undefined;
  let at = 0;
  return picks.map((pick, i) => {
    const marked = numbers.slice(at, at + pick);
    at += pick;
    return marked.filter((number) => fields[i]?.includes(number)).length;
  });
}

function wins(
  rule: TierRule,
  { hits, marked }: { hits: readonly number[]; marked: number },
): boolean {
  switch (rule.by) {
    case 'hits':
      return rule.ways.some((way) => way.every((count, i) => count === null || count === hits[i]));
    case 'marked':
      return rule.marked === marked && rule.hits === hits[0];
    default:
      return false;
  }
}
