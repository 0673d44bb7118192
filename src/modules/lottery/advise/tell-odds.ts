import { figuresOf, type Lottery } from '#modules/lottery/facts';
import { randomTicket } from '#modules/lottery/generator';
import type { Detail } from '#modules/lottery/intents';
import {
  chanceInTickets,
  chanceOfHits,
  compare,
  ticketsInSystemBet,
  toNumber,
} from '#modules/lottery/odds';
import type { Reading } from '#modules/lottery/understand';
import { chancesText, lossText, type Telling } from './telling.ts';

interface OddsInput {
  detail: Detail;
  reading: Reading;
  named: readonly Lottery[];
}

export function tellOdds(telling: Telling, { detail, reading, named }: OddsInput): string {
  const { t } = telling;
  if (detail === 'generator') return generated(telling, named[0]);
  if (detail === 'system_bet')
    return system(telling, named[0], countBefore(reading, /^(чис|номер|number)/));
  if (named.length === 0) return t.oddsWhich;
  return [
    ...(named.length > 1 ? compared(telling, named) : []),
    ...named.map((lottery) => tiersOf(telling, lottery, reading)),
    t.honest,
  ].join('\n');
}

/** "десять билетов", "8 чисел": the figure before a word. */
function countBefore({ tokens }: Reading, word: RegExp): number | undefined {
  return tokens.find(({ number }, i) => number !== undefined && word.test(tokens[i + 1]?.raw ?? ''))
    ?.number;
}

function tiersOf(telling: Telling, lottery: Lottery, reading: Reading): string {
  const { t, locale, oneIn } = telling;
  const figures = figuresOf(lottery);
  const tickets = countBefore(reading, /^(билет|комбинац|ticket|bilet)/);
  const marked = markedTier(lottery, reading);
  const tiers = lottery.tiers.flatMap((tier, i) => {
    const chance = figures.tiers[i]?.chance;
    if (
      chance === undefined ||
      (marked && tier.rule.by === 'marked' && tier.rule.marked !== marked.marked)
    )
      return [];
    const amount =
      tier.amountRub === undefined
        ? ''
        : `, ${telling.rub(tier.amountRub, telling.factOf(lottery, 'prizes'))}`;
    return [
      t.tier(
        tier.label[locale],
        oneIn(chance),
        amount + (tier.doubt ? t.doubt(tier.doubt[locale]) : ''),
      ),
    ];
  });
  const many =
    tickets !== undefined && tickets > 1 && tickets <= 100_000 && figures.main
      ? [
          t.tickets(tickets, oneIn(chanceInTickets(figures.main, tickets))),
          ...manyLoss(telling, lottery, tickets),
        ]
      : [];
  const asked = marked ? [`${marked.marked}/${marked.marked}: ${oneIn(marked.chance)}.`] : [];
  return [
    `${lottery.title[locale]}. ${chancesText(telling, lottery, figures)} ${lossText(telling, lottery, figures)}`,
    ...asked,
    ...many,
    ...tiers,
  ].join('\n');
}

/** Keno: "10 из 10", "отметить три числа" choose a line of the table. */
function markedTier({ matrix }: Lottery, reading: Reading) {
  const [field] = matrix?.fields ?? [];
  if (field?.pickFrom === undefined) return undefined;
  const of = reading.tokens.findIndex(({ stem }) => stem === 'из');
  const marked = countBefore(reading, /^(чис|номер|number)/) ?? reading.tokens[of + 1]?.number;
  if (marked === undefined || marked < field.pickFrom || marked > field.pick) return undefined;
  return {
    marked,
    chance: chanceOfHits({ ...field, pick: marked, drawn: field.drawn ?? field.pick }, marked),
  };
}

function manyLoss(telling: Telling, lottery: Lottery, tickets: number): string[] {
  const { expected } = figuresOf(lottery);
  if (expected === undefined || expected.basis === 'known-prizes') return [];
  const loss = toNumber(expected.lossRub) * tickets;
  return [telling.t.stillLoss(telling.rub(loss, `${telling.t.sources.fund} × ${tickets}`))];
}

function compared(telling: Telling, named: readonly Lottery[]): string[] {
  const { t, locale } = telling;
  const chances = named
    .flatMap((lottery) => {
      const { main } = figuresOf(lottery);
      return main ? [{ lottery, main }] : [];
    })
    .sort((a, b) => compare(b.main, a.main));
  const [best, next] = chances;
  if (best === undefined || next === undefined) return [];
  if (compare(best.main, next.main) === 0) return [t.same];
  const times = toNumber(best.main) / toNumber(next.main);
  return [t.better(best.lottery.title[locale], telling.tell(times, t.sources.exact))];
}

function system(
  telling: Telling,
  lottery: Lottery | undefined,
  marked: number | undefined,
): string {
  const { t } = telling;
  const [field, ...rest] = lottery?.matrix?.fields ?? [];
  if (lottery === undefined || field === undefined || marked === undefined) return t.systemWhich;
  if (marked < field.pick || marked > field.of || lottery.priceRub === undefined)
    return t.systemWhich;
  const tickets = Number(
    ticketsInSystemBet({ fields: [field, ...rest] }, [marked, ...rest.map(({ pick }) => pick)]),
  );
  const exact = t.sources.exact;
  return t.system(
    String(marked),
    telling.tell(tickets, exact),
    telling.rub(tickets * lottery.priceRub, `${exact} × ${telling.factOf(lottery, 'price')}`),
  );
}

function generated(telling: Telling, lottery: Lottery | undefined): string {
  return lottery === undefined ? telling.t.generateWhich : tellNumbers(telling, lottery, {});
}

/** Random numbers, and what they are good for: nothing but sharing less often. */
export function tellNumbers(
  { t }: Telling,
  lottery: Lottery,
  { unpopular = true }: { unpopular?: boolean },
): string {
  if (lottery.matrix === undefined || lottery.matrix.ticket) return t.generateWhich;
  const { matrix, tiers } = lottery;
  const fields = randomTicket(matrix, { unpopular }).map((field) => field.join(' '));
  const isShared = tiers.some(({ main, prize }) => main && prize === 'shared');
  return [
    t.generated(fields.join(matrix.ordered ? ' ' : ' + ')),
    t.noLuckier,
    ...(isShared && unpopular ? [t.whyUnpopular] : []),
  ].join('\n');
}
