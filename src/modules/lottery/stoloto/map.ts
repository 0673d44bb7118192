import { readNumbers } from './map-draw.ts';
import { noteMissing, type Oddities, readParts } from './oddities.ts';
import type { Game, Games, Main, Packets, Tabs } from './shapes.ts';
import { readDate, said } from './text.ts';
import {
  blockWire,
  cardWire,
  type DrawAheadWire,
  gameWire,
  packetWire,
  promotionWire,
  tabWire,
} from './wire.ts';

export function toGames(games: readonly unknown[], oddities: Oddities): Games {
  return readParts(oddities, games, { schema: gameWire, part: 'game' }).map((game) => {
    noteMissing(oddities, 'game', { of: game, expected: ['active', 'draw', 'completedDraw'] });
    const { completedDraw } = game;
    if (game.draw)
      noteMissing(oddities, 'game.draw', {
        of: game.draw,
        expected: ['number', 'date', 'superPrize', 'betCost'],
      });
    const at = readDate(completedDraw?.date);
    const numbers = readNumbers(completedDraw?.combination, undefined);
    return {
      code: game.name,
      isActive: game.active === true,
      ...ahead('draw', game.draw),
      ...ahead('next', game.nextDraw),
      ...(completedDraw?.number && at
        ? {
            last: {
              number: completedDraw.number,
              at,
              ...(Array.isArray(numbers) && numbers.length > 0 ? { numbers } : {}),
            },
          }
        : {}),
    };
  });
}

function ahead<K extends 'draw' | 'next'>(
  key: K,
  draw: DrawAheadWire | null | undefined,
): Pick<Game, K> | Record<never, never> {
  const at = readDate(draw?.date);
  if (!draw?.number || at === undefined) return {};
  const salesStopAt = readDate(draw.stopSalesDate);
  return {
    [key]: {
      number: draw.number,
      at,
      ...(salesStopAt && { salesStopAt }),
      ...(draw.superPrize ? { jackpotRub: draw.superPrize } : {}),
      ...(draw.betCost ? { priceRub: draw.betCost } : {}),
    },
  };
}

const texts = <K extends string>(given: Record<K, string | null | undefined>) => {
  const kept: Partial<Record<K, string>> = {};
  for (const key in given) {
    const text = said(given[key]);
    if (text !== undefined) kept[key] = text;
  }
  return kept;
};

export function toTabs(data: readonly unknown[], oddities: Oddities): Tabs {
  return readParts(oddities, data, { schema: tabWire, part: 'tab' }).map((tab) => {
    noteMissing(oddities, 'tab', { of: tab, expected: ['prizeTitle', 'value'] });
    return {
      code: tab.lotteryCode,
      draw: tab.draw,
      ...texts({
        title: tab.prizeTitle,
        subtitle: tab.prizeSubtitle,
        prize: tab.value,
        text: tab.text,
        channel: tab.tvChannel,
        offer: tab.offerText,
      }),
    };
  });
}

export function toPackets(packets: readonly unknown[], oddities: Oddities): Packets {
  return readParts(oddities, packets, { schema: packetWire, part: 'packet' }).map((packet) => {
    noteMissing(oddities, 'packet', { of: packet, expected: ['name', 'bets'] });
    const description = said(packet.description?.ru);
    return {
      priceRub: packet.price,
      name: said(packet.name?.ru) ?? '',
      ...(description !== undefined && { description }),
      isMain: packet.forMain === true,
      bets: (packet.bets ?? []).map(({ game, count, draw, prize, drawDate }) => {
        const drawAt = readDate(drawDate);
        return {
          code: game,
          count: count ?? 1,
          ...(draw ? { draw } : {}),
          ...(prize ? { prizeRub: prize } : {}),
          ...(drawAt && { drawAt }),
        };
      }),
    };
  });
}

/** Here, and only here, the source names its games. */
export function toMain(data: readonly unknown[], oddities: Oddities): Main {
  const items = readParts(oddities, data, { schema: blockWire, part: 'block' }).flatMap(
    ({ contents }) => contents.flatMap(({ item }) => (item ? [item] : [])),
  );
  const cardParts = items.flatMap(({ contents }) => contents ?? []);
  const cards = readParts(oddities, cardParts, { schema: cardWire, part: 'card' }).flatMap(
    ({ name, lottery, prizeTitle, prizeSum, superPrize }) => {
      const title = said(lottery?.name) ?? said(name);
      if (!lottery || title === undefined) return [];
      const more = texts({ type: lottery.lotteryType, prizeTitle, prize: prizeSum ?? superPrize });
      return [{ code: lottery.code, title, ...more }];
    },
  );
  const promotionParts = items.flatMap(({ spinners, specialCards, specialGames }) =>
    [spinners, specialCards, specialGames].flatMap((one) => one ?? []),
  );
  const promotions = readParts(oddities, promotionParts, {
    schema: promotionWire,
    part: 'promotion',
  }).flatMap(({ name, superPrize, prizeTitle }) => {
    const title = said(name);
    const prize = said(superPrize) ?? said(prizeTitle);
    return title === undefined ? [] : [{ title, ...(prize !== undefined && { prize }) }];
  });
  if (cards.length === 0) noteMissing(oddities, 'main', { of: {}, expected: ['lottery cards'] });
  const byCode = new Map(cards.map((card) => [card.code, card]));
  return { cards: [...byCode.values()], promotions };
}
