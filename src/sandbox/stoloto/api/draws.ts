import { type Game, hold, jackpotOf, type World } from '#sandbox/stoloto/world';

const hourMs = 3_600_000;
const minuteMs = 60_000;
// Payouts are written into a draw some minutes after it.
const payoutMs = 5 * minuteMs;
export const drawingMs = 30_000;

/** `2026-11-20T11:00:00+0300`: an offset without a colon, as theirs. */
export const moscowDate = (at: number): string =>
  `${new Date(at + 3 * hourMs).toISOString().slice(0, 19)}+0300`;

export const isHeld = (world: World, game: Game, number: number): boolean =>
  world.heldAt(game, number) + drawingMs <= world.clock.now();

const padded = (numbers: readonly number[]) => numbers.map((n) => String(n).padStart(2, '0'));

export const combinationOf = (numbers: readonly number[]) => ({
  serialized: numbers.map(String),
  structured: [...numbers],
});

/** An element of the archive, and the single draw. */
export function archiveDraw(world: World, game: Game, number: number) {
  const at = world.heldAt(game, number);
  const isDone = isHeld(world, game, number);
  const isPaid = isDone && at + payoutMs <= world.clock.now();
  const held = hold(game.bornAs, number);
  const tiers = isPaid ? held.tiers : [];
  const bets = isDone ? held.bets : 0;
  const paid = tiers.reduce((sum, { winners, rub }) => sum + winners * rub, 0);
  const tickets = Math.round(bets * 0.75);
  return {
    id: 5_000_000_000 + number,
    number,
    date: moscowDate(at),
    superPrize: held.jackpot,
    jackpots: [held.jackpot],
    winningCombination: isDone ? padded(held.numbers) : null,
    combination: isDone ? combinationOf(held.numbers) : null,
    winningCategories: isDone
      ? JSON.stringify({ columns: bets, players: tickets, jackpot: held.jackpot * 100 })
      : null,
    videoLink: null,
    winners: tiers.map((tier) => ({
      participants: tier.winners,
      amount: tier.winners > 0 ? tier.rub : 0,
      totalAmount: tier.winners * tier.rub,
      category: tier.number,
    })),
    winCategories: tiers.map(winCategory),
    ticketCount: tickets,
    betsCount: bets,
    summPayed: paid,
    fundIncreased: 0,
    game: game.code,
    dateStopSales: moscowDate(at - game.salesStopMinutes * minuteMs),
    dateStartSales: moscowDate(world.heldAt(game, number - 1)),
    dateStartPayouts: moscowDate(at + payoutMs),
    dateStopPayouts: moscowDate(at + 180 * 24 * hourMs),
    datePublication: moscowDate(at + payoutMs),
    blockIntervals: null,
    superPrizeWon: isDone && held.isWon,
    secondPrizeWon: false,
    ticketPrice: game.price,
    completed: isDone,
    status: isDone ? 'COMPLETED' : 'ACTIVE',
    superPrizeCent: held.jackpot * 100,
    jackpotsCent: [held.jackpot * 100],
    summPayedCent: paid * 100,
    hasTranslation: true,
    payoutInfo: { payoutStarted: isPaid, payoutDate: null },
    totalPrizeFund: 0,
    categories: [],
  };
}

function winCategory(tier: { number: number; title: string; winners: number; rub: number }) {
  const amount = tier.winners > 0 ? tier.rub : 0;
  const total = tier.winners * amount;
  return {
    number: tier.number,
    participants: tier.winners,
    amount,
    totalAmount: total,
    amountCents: amount * 100,
    totalAmountCents: total * 100,
    numbers: null,
    altPrize: null,
    description: null,
    title: { ru: tier.title, en: tier.title },
    combinationsTitle: null,
    subTitle: { ru: '', en: '' },
    combination: null,
  };
}

/** The same draw under `details`: fewer fields, and the tickets spelled otherwise. */
export function detailsDraw(world: World, game: Game, number: number) {
  const whole = archiveDraw(world, game, number);
  return {
    id: whole.id,
    number,
    date: whole.date,
    status: whole.status,
    completed: whole.completed,
    superPrize: whole.superPrize,
    prize: whole.winners[1]?.amount ?? 0,
    superPrizeWon: whole.superPrizeWon,
    secondPrizeWon: false,
    ticketsCount: whole.ticketCount,
    betsCount: whole.betsCount,
    winningCombination: whole.winningCombination,
    combination: whole.combination && { serialized: whole.combination.serialized },
    winners: whole.winners,
    winCategories: whole.winCategories.map(
      ({ number: tier, participants, amount, totalAmount, title }) => ({
        number: tier,
        participants,
        amount,
        totalAmount,
        title: { ru: title.ru },
        altPrize: null,
      }),
    ),
  };
}

/** `draw` and `nextDraw` of info-new: dates in seconds. */
export function aheadDraw(world: World, game: Game, number: number) {
  const at = world.heldAt(game, number);
  const superPrize = jackpotOf(game.bornAs, number);
  return {
    id: 5_009_200_000 + number,
    number,
    date: at / 1000,
    superPrize,
    betCost: game.price,
    startSalesDate: world.heldAt(game, number - 1) / 1000,
    stopSalesDate: (at - game.salesStopMinutes * minuteMs) / 1000,
    jackpots: [superPrize],
  };
}
