import { type Figures, type Lottery, reaches, type Theme } from '#modules/lottery/facts';
import { toNumber } from '#modules/lottery/odds';
import type { Reading, WishCue } from '#modules/lottery/understand';
import { amountWants } from './amount-wants.ts';

export interface Known {
  lottery: Lottery;
  figures: Figures;
}

/** One constraint understood: who meets it and, where it has degrees, who meets it better. */
export interface Want {
  name: string;
  fits: (known: Known) => boolean;
  /** Less is better. */
  order?: (known: Known) => number;
  /** A wish nobody living fulfils may be answered with a lottery that is closed. */
  past?: true;
  /** Given up first when nothing meets all. */
  soft?: true;
}

const reach = ({ lottery: { superPrize } }: Known): number =>
  superPrize ? reaches.indexOf(superPrize.reach) : -1;
const jackpot = (known: Known): number => {
  const { superPrize } = known.lottery;
  return (
    Math.max(superPrize?.fromRub ?? 0, superPrize?.usuallyRub ?? 0) / 1e6 +
    (superPrize?.guaranteed ? 1 : 0) +
    1e4 * reach(known)
  );
};
const least = ({ lottery: { priceRub, priceRange } }: Known): number =>
  priceRub ?? priceRange?.fromRub ?? 1e6;
const picked = ({ lottery: { matrix } }: Known): number =>
  matrix?.fields.reduce((all, { pick }) => all + pick, 0) ?? 99;
const themed = (theme: Theme): Want => ({
  name: theme,
  fits: ({ lottery }) => lottery.themes.includes(theme),
  past: true,
});
const hasTicket = ({ lottery: { matrix, themes } }: Known): boolean =>
  matrix?.ticket !== undefined || themes.includes('ready-ticket');
const every = ({ lottery: { schedule } }: Known) => schedule.every;
const hours = ({ lottery: { schedule } }: Known): number[] => {
  const at =
    schedule.every === 'day'
      ? (schedule.at ?? [])
      : schedule.every === 'week'
        ? [schedule.at ?? '']
        : [];
  return at.filter(Boolean).map((time) => Number(time.slice(0, 2)));
};

const drawsADay = ({ lottery: { schedule } }: Known): number =>
  schedule.every === 'day' ? schedule.times : 0;

/** Most prizes are named beforehand, and at least one amount is published. */
function paysFixed({ lottery: { tiers } }: Known): boolean {
  const fixed = tiers.filter(({ prize }) => prize === 'fixed');
  return fixed.length > tiers.length / 2 && fixed.some(({ amountRub }) => amountRub !== undefined);
}
const isAllOrNothing = ({ lottery: { tiers, matrix } }: Known): boolean =>
  tiers.some(
    ({ main, rule }) =>
      main === true &&
      rule.by === 'hits' &&
      rule.ways.some(([hits]) => hits === 0) &&
      rule.ways.some(([hits]) => hits === matrix?.fields[0]?.pick),
  );

const fast: Want = {
  name: 'fast',
  fits: (known) => known.lottery.kind === 'fast',
  order: ({ lottery: { schedule } }) => (schedule.every === 'minutes' ? schedule.from : 100),
};

const wants: Partial<Record<WishCue, Want>> = {
  cheapest: {
    name: 'cheapest',
    fits: ({ lottery }) => lottery.priceRub !== undefined,
    order: least,
  },
  cheap: { name: 'cheap', fits: ({ lottery }) => (lottery.priceRub ?? 1e6) <= 100, order: least },
  expensive: {
    name: 'expensive',
    fits: (known) => least(known) < 1e6,
    order: (known) => -least(known),
  },
  instant: { name: 'instant', fits: (known) => every(known) === 'instant' },
  fast,
  often: fast,
  daily: {
    name: 'daily',
    fits: (known) => every(known) === 'day' || every(known) === 'minutes',
    order: (known) => (every(known) === 'day' ? 0 : 1),
  },
  weekly: { name: 'weekly', fits: (known) => every(known) === 'week' },
  evening: {
    name: 'evening',
    // Who draws many times a day draws in the evening too.
    fits: (known) =>
      hours(known).some((hour) => hour >= 17) ||
      drawsADay(known) >= 4 ||
      every(known) === 'minutes',
    order: (known) =>
      hours(known).some((hour) => hour >= 17) ? 0 : every(known) === 'day' ? 1 : 2,
  },
  morning: {
    name: 'morning',
    fits: (known) => hours(known).some((hour) => hour < 12),
    // Of equals those of every morning before those of one a week.
    order: (known) => (every(known) === 'week' ? 24 : 0) + Math.min(...hours(known)),
    soft: true,
  },
  nights: {
    name: 'nights',
    fits: ({ lottery: { schedule } }) => schedule.every === 'minutes' && schedule.nights === true,
  },
  tv: {
    name: 'tv',
    fits: ({ lottery: { schedule } }) =>
      schedule.every === 'week' && schedule.channel !== undefined,
  },
  flat: { name: 'flat', fits: ({ lottery }) => lottery.prizes.includes('flat') },
  house: {
    name: 'house',
    fits: ({ lottery }) => lottery.prizes.includes('house'),
    order: ({ lottery }) => (lottery.prizes.includes('flat') ? 0 : 1),
  },
  home: {
    name: 'home',
    fits: ({ lottery: { prizes } }) => prizes.includes('flat') || prizes.includes('house'),
    order: ({ lottery }) => (lottery.prizes.includes('flat') ? 0 : 1),
  },
  car: { name: 'car', fits: ({ lottery }) => lottery.prizes.includes('car') },
  bigJackpot: {
    name: 'big-jackpot',
    fits: (known) => reach(known) >= reaches.indexOf('millions') && !hasTicket(known),
    order: (known) => -jackpot(known),
  },
  smallPrize: {
    name: 'small-prize',
    fits: (known) => reach(known) >= 0 && reach(known) <= reaches.indexOf('hundred-thousands'),
    order: least,
  },
  fixed: { name: 'fixed-prizes', fits: paysFixed },
  guaranteed: {
    name: 'guaranteed',
    fits: ({ lottery }) => lottery.superPrize?.guaranteed === true,
    soft: true,
  },
  rolls: {
    name: 'rolling-jackpot',
    fits: ({ lottery }) => lottery.superPrize?.rolls === true,
    order: (known) => -jackpot(known),
  },
  twoFields: { name: 'two-fields', fits: ({ lottery }) => lottery.matrix?.fields.length === 2 },
  oneField: {
    name: 'one-field',
    fits: ({ lottery: { matrix } }) =>
      matrix?.fields.length === 1 && (matrix.ticket?.fields ?? 1) === 1,
  },
  ready: {
    name: 'ready-ticket',
    fits: (known) => hasTicket(known) && every(known) !== 'instant',
    past: true,
  },
  bingo: {
    name: 'bingo',
    fits: (known) => hasTicket(known) && every(known) !== 'instant',
    past: true,
  },
  howMany: {
    name: 'choose-how-many',
    fits: ({ lottery }) =>
      lottery.matrix?.fields.some(({ pickFrom }) => pickFrom !== undefined) === true,
  },
  ownNumbers: { ...themed('number-choice'), soft: true },
  threeDigits: themed('three-digits'),
  birthday: themed('birthday'),
  ussr: themed('ussr'),
  bonusBall: themed('bonus-ball'),
  hunting: themed('hunting'),
  cards: themed('cards'),
  kegs: {
    name: 'kegs',
    fits: (known) => hasTicket(known) && every(known) !== 'instant',
    order: ({ lottery }) =>
      lottery.themes.includes('kegs') ? 0 : lottery.kind === 'bingo' ? 1 : 2,
  },
  newYear: themed('new-year'),
  gift: { ...themed('gift'), soft: true },
  family: { ...themed('family'), soft: true },
  simple: {
    name: 'simple',
    fits: (known) => picked(known) <= 6 && least(known) <= 100,
    order: (known) => picked(known) * 10 + least(known) / 10,
    soft: true,
  },
  allOrNothing: { name: 'all-or-nothing', fits: isAllOrNothing, past: true },
  bestReturn: {
    name: 'best-return',
    fits: ({ lottery }) => lottery.fundPercent !== undefined,
    order: ({ lottery }) => -(lottery.fundPercent ?? 0),
  },
  moneyBack: {
    name: 'money-back',
    fits: ({ lottery: { tiers, priceRub } }) =>
      tiers.some(({ amountRub }) => amountRub !== undefined && amountRub === priceRub),
  },
};

/** More shows of the same: words that only repeat a stronger wish. */
const covered: readonly (readonly [WishCue, WishCue])[] = [
  ['cheapest', 'cheap'],
  ['kegs', 'bingo'],
  ['tv', 'weekly'],
  ['tv', 'evening'],
  ['tv', 'morning'],
  ['tv', 'gift'],
  ['tv', 'family'],
  ['often', 'fast'],
  ['often', 'instant'],
  ['often', 'evening'],
  ['instant', 'fast'],
  ['instant', 'evening'],
  ['fast', 'evening'],
  ['instant', 'fixed'],
  ['ready', 'simple'],
  ['twoFields', 'oneField'],
  ['allOrNothing', 'ready'],
  ['threeDigits', 'ownNumbers'],
  ['birthday', 'ownNumbers'],
  ['howMany', 'ownNumbers'],
  ['howMany', 'bingo'],
  ['howMany', 'ready'],
  ['gift', 'birthday'],
  ['cards', 'bingo'],
  ['smallPrize', 'bigJackpot'],
  ['bestReturn', 'bigJackpot'],
];

export function wantsOf(reading: Reading): Want[] {
  const said = new Set(reading.wishes);
  const isAboutChance =
    said.has('oddsAny') || reading.cues.has('odds') || reading.amounts.oneIn !== undefined;
  for (const [strong, weak] of covered) if (said.has(strong)) said.delete(weak);
  // "пусть мелкий, зато часто": the size is allowed to be small, the chance is what is wanted.
  if (said.has('oddsAny')) said.delete('smallPrize');
  // Nothing instant is drawn every so many minutes.
  if (reading.amounts.everyMinutes !== undefined) said.delete('instant');
  if (said.has('flat') && said.has('house')) said.delete('flat');
  const found = [...said].flatMap((cue) => {
    const want = wants[cue];
    if (want === undefined) return [];
    // "шанс на главный приз побольше" asks for a chance, not for a size.
    if (cue === 'bigJackpot' && isAboutChance && (said.has('mainPrize') || isAnyPrize(reading)))
      return [];
    if ((cue === 'cheap' || cue === 'cheapest') && reading.amounts.maxPriceRub !== undefined)
      return [];
    return [want];
  });
  const without = [...reading.unwanted].flatMap((cue): Want[] => {
    const want = wants[cue];
    return want ? [{ name: `not-${want.name}`, fits: (known) => !want.fits(known) }] : [];
  });
  return [
    ...chanceWants(said, isAboutChance),
    ...amountWants(reading.amounts),
    ...found,
    ...without,
  ];
}

/** "хоть какой-то выигрыш": the size is what does not matter. */
const isAnyPrize = ({ tokens }: Reading): boolean =>
  tokens.some(({ raw }) => /^(хоть|любо[йг]|любого|any|anything)$/.test(raw));

function chanceWants(said: ReadonlySet<WishCue>, isAboutChance: boolean): Want[] {
  if (!isAboutChance) return [];
  const isMain = said.has('mainPrize');
  return [
    isMain
      ? {
          name: 'odds-of-main-prize',
          fits: ({ figures }) => figures.main !== undefined,
          order: ({ figures }) => (figures.main ? -toNumber(figures.main) : 0),
        }
      : {
          name: 'odds-of-any-prize',
          fits: ({ figures }) => figures.any !== undefined,
          order: ({ figures }) => (figures.any ? -toNumber(figures.any) : 0),
        },
  ];
}
