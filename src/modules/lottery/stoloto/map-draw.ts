import { z } from 'zod';
import { noteMissing, type Oddities, readParts } from './oddities.ts';
import type { Draw } from './shapes.ts';
import { readDate, said } from './text.ts';
import { type CombinationWire, type DrawWire, drawWire } from './wire.ts';

const expected = [
  'completed',
  'superPrize',
  'combination',
  ['winCategories', 'winners'],
  ['ticketCount', 'ticketsCount'],
] as const;

/** The draws that can be read. One of a shape never seen is left out and told of; the others are served. */
export function toDraws(draws: readonly unknown[], code: string, oddities: Oddities): Draw[] {
  return readParts(oddities, draws, { schema: drawWire, part: 'draw' }).flatMap((draw) => {
    noteMissing(oddities, 'draw', { of: draw, expected });
    const at = readDate(draw.date);
    const numbers = readNumbers(draw.combination, draw.winningCombination);
    const differs = [
      ...(at === undefined ? ['date: unreadable'] : []),
      ...(numbers === 'unknown' ? ['combination: unknown shape'] : []),
    ];
    if (at === undefined || numbers === 'unknown') {
      oddities.skipped.push({ part: `draw ${draw.number}`, differs });
      return [];
    }
    return [toDraw(draw, { at, numbers, code })];
  });
}

const numberList = z.array(z.int().min(0).max(999));
const textList = z.array(
  z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number),
);

/** Undefined before the draw; the list in the order the source has it. */
export function readNumbers(
  combination: CombinationWire | null | undefined,
  winning: unknown,
): number[] | 'unknown' | undefined {
  const found = [
    numberList.safeParse(combination?.structured),
    textList.safeParse(combination?.serialized),
    textList.safeParse(winning),
  ].find(({ success }) => success)?.data;
  if (found) return found.length > 0 ? found : undefined;
  const given = [combination?.structured, combination?.serialized, winning];
  return given.every((one) => one === null || one === undefined) ? undefined : 'unknown';
}

function toDraw(
  draw: DrawWire,
  { at, numbers, code }: { at: Date; numbers: number[] | undefined; code: string },
): Draw {
  const tickets = draw.ticketCount ?? draw.ticketsCount ?? undefined;
  const { superPrize, superPrizeWon, ticketPrice, betsCount, summPayed } = draw;
  return {
    code,
    number: draw.number,
    at,
    isCompleted: draw.completed ?? (draw.status === 'COMPLETED' || numbers !== undefined),
    ...(numbers && { numbers }),
    ...(superPrize ? { jackpotRub: superPrize } : {}),
    ...(typeof superPrizeWon === 'boolean' && { isJackpotWon: superPrizeWon }),
    ...(ticketPrice ? { priceRub: ticketPrice } : {}),
    ...(tickets === undefined ? {} : { tickets }),
    ...(typeof betsCount === 'number' && { bets: betsCount }),
    ...(typeof summPayed === 'number' && { paidRub: summPayed }),
    tiers: toTiers(draw),
  };
}

function toTiers({ winCategories, winners }: DrawWire): Draw['tiers'] {
  const rows = winCategories?.length ? winCategories : (winners ?? []);
  return rows.flatMap((row, i) => {
    const title = said(row.title?.ru);
    const thing = said(row.altPrize);
    return [
      {
        number: row.number ?? row.category ?? i + 1,
        ...(title !== undefined && { title }),
        winners: row.participants ?? 0,
        ...(row.amount ? { amountRub: row.amount } : {}),
        ...(thing !== undefined && { thing }),
      },
    ];
  });
}
