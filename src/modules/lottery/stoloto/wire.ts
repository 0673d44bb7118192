import { z } from 'zod';

/** Every field is optional and any unknown one passes; only the frame of an answer must be as known. */
const text = z.string().nullish();
const figure = z.number().nullish();
// What a row can hold; nothing real comes near.
const whole = z.int().min(0).max(2_147_483_647);
const code = z.string().regex(/^[\w-]{1,60}$/);
const yesNo = z.boolean().nullish();
const listOf = <T>(item: z.ZodType<T>) => z.array(item).nullish();
const inRussian = z.looseObject({ ru: text }).nullish();

export const statusWire = z.looseObject({ requestStatus: z.string() });

const drawAheadWire = z.looseObject({
  number: whole.nullish(),
  date: figure,
  superPrize: figure,
  betCost: figure,
  stopSalesDate: figure,
});

const combinationWire = z.looseObject({
  /** Numbers for the games we know; any other shape is looked at where it is read. */
  structured: z.unknown().optional(),
  serialized: z.unknown().optional(),
});

export const gameWire = z.looseObject({
  name: code,
  active: yesNo,
  draw: drawAheadWire.nullish(),
  nextDraw: drawAheadWire.nullish(),
  completedDraw: z
    .looseObject({ number: whole.nullish(), date: figure, combination: combinationWire.nullish() })
    .nullish(),
});
export const gamesWire = z.looseObject({ games: z.array(z.unknown()) });

export const tabWire = z.looseObject({
  lotteryCode: code,
  draw: whole,
  prizeTitle: text,
  prizeSubtitle: text,
  value: text,
  text: text,
  tvChannel: text,
  offerText: text,
});
export const dataWire = z.looseObject({ data: z.array(z.unknown()) });

export const packetWire = z.looseObject({
  price: z.number(),
  name: inRussian,
  description: inRussian,
  forMain: yesNo,
  bets: listOf(
    z.looseObject({
      game: code,
      count: whole.nullish(),
      draw: whole.nullish(),
      prize: figure,
      drawDate: figure,
    }),
  ),
});
export const packetsWire = z.looseObject({ packets: z.array(z.unknown()) });

const anyList = listOf(z.unknown());
export const blockWire = z.looseObject({
  contents: z.array(
    z.looseObject({
      item: z
        .looseObject({
          contents: anyList,
          spinners: anyList,
          specialCards: anyList,
          specialGames: anyList,
        })
        .nullish(),
    }),
  ),
});
export const cardWire = z.looseObject({
  name: text,
  lottery: z.looseObject({ code, name: text, lotteryType: text }).nullish(),
  prizeTitle: text,
  prizeSum: text,
  superPrize: text,
});
export const promotionWire = z.looseObject({ name: text, superPrize: text, prizeTitle: text });

const tierWire = z.looseObject({
  number: whole.nullish(),
  category: whole.nullish(),
  participants: figure,
  amount: figure,
  title: inRussian,
  altPrize: text,
});

export const drawWire = z.looseObject({
  number: whole,
  date: z.string().or(z.number()),
  completed: yesNo,
  status: text,
  superPrize: figure,
  superPrizeWon: yesNo,
  winningCombination: z.unknown().optional(),
  combination: combinationWire.nullish(),
  winCategories: listOf(tierWire),
  winners: listOf(tierWire),
  ticketCount: figure,
  ticketsCount: figure,
  betsCount: figure,
  ticketPrice: figure,
  summPayed: figure,
});
export const drawsWire = z.looseObject({ draws: z.array(z.unknown()), hasMore: yesNo });
export const oneDrawWire = z.looseObject({ draw: z.unknown() });

export type DrawWire = z.infer<typeof drawWire>;
export type DrawAheadWire = z.infer<typeof drawAheadWire>;
export type CombinationWire = z.infer<typeof combinationWire>;
