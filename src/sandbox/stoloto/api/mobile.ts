import { type Game, hold, type World } from '#sandbox/stoloto/world';
import { aheadDraw, archiveDraw, combinationOf, detailsDraw, drawingMs, isHeld } from './draws.ts';

const mostCount = 50;
// About where the real archive stops advancing and repeats itself.
const deepestPage = 500;

const success = (more: object) => ({ requestStatus: 'success', errors: [], ...more });
export const refused = (word: string) => ({
  requestStatus: 'error',
  errors: [word],
  traceId: null,
});
const unknownGame = refused('Неизвестная игра');

const whole = (text: string | null, fallback: number): number => {
  const number = Number(text ?? fallback);
  return Number.isInteger(number) && number > 0 ? number : fallback;
};

/** The newest draw that has been held. */
function lastHeld(world: World, game: Game): number {
  let number = world.onSale(game) - 1;
  while (!isHeld(world, game, number)) number -= 1;
  return number;
}

/** The mobile API; undefined where it has nothing. */
export function answerMobile(
  world: World,
  path: string,
  query: URLSearchParams,
): object | undefined {
  if (path === '/service/games/info-new') return gamesInfo(world);
  if (path === '/packets/list') return packets(world);
  if (path === '/service/draws/archive') return archive(world, query);
  if (path === '/service/games/details/time-to-draw') return timeToDraw(world);
  if (path === '/service/games/details/draw-combination') return combination(world, query);
  const [, code = '', rest = ''] = /^\/service\/draws\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  if (rest === 'details') return details(world, code, query);
  if (/^\d+$/.test(rest)) return single(world, code, Number(rest));
  return undefined;
}

function gamesInfo(world: World) {
  const games = world.games().map((game) => {
    const current = world.onSale(game);
    const last = lastHeld(world, game);
    const held = hold(game.bornAs, last);
    return {
      name: game.code,
      active: game.isActive,
      combinationsSelector: [],
      mainCombinationsSelector: [],
      maxBetSize: 100,
      maxTicketCost: game.price * 1_000,
      maxTicketCostVip: game.price * 2_000,
      voice: '',
      yandexActive: false,
      yandexYookassacard: false,
      draw: aheadDraw(world, game, current),
      completedDraw: {
        number: last,
        date: world.heldAt(game, last) / 1000,
        totalPrize: held.tiers.reduce((sum, { winners, rub }) => sum + winners * rub, 0),
        superPrize: held.jackpot,
        combination: combinationOf(game.type === 'BINGO' ? [] : held.numbers),
      },
      nextDraw: aheadDraw(world, game, current + 1),
    };
  });
  const placeholder = {
    name: 'service-placeholder',
    active: false,
    draw: null,
    completedDraw: null,
  };
  return success({
    walletActive: true,
    paymentsActive: true,
    guestShufflerTicketsEnabled: false,
    games: [...games, placeholder],
  });
}

function archive(world: World, query: URLSearchParams) {
  const game = world.game(query.get('game') ?? '');
  if (!game) return unknownGame;
  const count = Math.min(mostCount, whole(query.get('count'), 10));
  const page = Math.min(deepestPage, whole(query.get('page'), 1));
  const newest = world.onSale(game);
  const from = newest - (page - 1) * count;
  const to = Math.max(world.oldest(game), from - count + 1);
  const numbers = from < to ? [] : Array.from({ length: from - to + 1 }, (_, i) => from - i);
  return success({
    draws: numbers.map((number) => archiveDraw(world, game, number)),
    hasMore: to > world.oldest(game),
  });
}

function details(world: World, code: string, query: URLSearchParams) {
  const game = world.game(code);
  if (!game) return unknownGame;
  const count = Math.min(mostCount, whole(query.get('count'), 5));
  const last = lastHeld(world, game);
  const numbers = Array.from({ length: count }, (_, i) => last - i);
  return success({
    draws: numbers.map((number) => detailsDraw(world, game, number)),
    hasMore: last - count > world.oldest(game),
  });
}

function single(world: World, code: string, number: number) {
  const game = world.game(code);
  if (!game) return unknownGame;
  const isThere = number >= world.oldest(game) && number <= world.onSale(game);
  if (!isThere) return refused('Тираж не найден');
  return success({ traceId: null, draw: archiveDraw(world, game, number) });
}

const timeToDraw = (world: World) =>
  success({
    draws: world
      .games()
      .filter(({ isActive }) => isActive)
      .map((game) => ({ game: game.code, drawNumber: world.onSale(game) })),
  });

function combination(world: World, query: URLSearchParams) {
  const game = world.game(query.get('game') ?? '');
  if (!game) return unknownGame;
  const number = whole(query.get('draw'), 0);
  const isDone = world.heldAt(game, number) + drawingMs <= world.clock.now();
  return success({ combination: isDone ? combinationOf(hold(game.bornAs, number).numbers) : null });
}

const packetSpecs = [
  {
    name: '&laquo;Попробуй всё&raquo;',
    description: '<p>Три билета разных лотерей:&nbsp;числовая, быстрая и&nbsp;лото</p>',
    forMain: true,
    bets: [
      ['6x45', 1],
      ['5x36plus', 1],
      ['ruslotto', 1],
    ],
  },
  {
    name: 'Воскресный набор',
    description: null,
    forMain: false,
    bets: [
      ['ruslotto', 1],
      ['gzhl', 1],
    ],
  },
  {
    name: 'Пять по двадцать',
    description: 'Пять билетов &laquo;Проще, чем дважды два&raquo;',
    forMain: false,
    bets: [['dvazhdydva', 5]],
  },
] as const;

const packets = (world: World) =>
  success({
    packets: packetSpecs.map(({ name, description, forMain, bets }) => {
      const tickets = bets.flatMap(([code, count]) => {
        const game = world.game(code);
        if (!game) return [];
        const { number, superPrize, date } = aheadDraw(world, game, world.onSale(game));
        const cost = game.price * count;
        return [
          { cost, bet: { game: code, count, draw: number, prize: superPrize, drawDate: date } },
        ];
      });
      return {
        price: tickets.reduce((sum, { cost }) => sum + cost, 0),
        name: { ru: name },
        description: description === null ? null : { ru: description },
        forMain,
        bets: tickets.map(({ bet }) => bet),
      };
    }),
  });
