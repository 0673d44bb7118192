import { z } from 'zod';

/** What is kept of an answer: parsed again when it comes out of a cache or a row, so dates are read from JSON. */
const date = z.coerce.date();

const drawAheadShape = z.object({
  number: z.int(),
  at: date,
  salesStopAt: date.optional(),
  jackpotRub: z.number().optional(),
  priceRub: z.number().optional(),
});

export const gamesShape = z.array(
  z.object({
    code: z.string(),
    isActive: z.boolean(),
    /** The draw on sale. */
    draw: drawAheadShape.optional(),
    next: drawAheadShape.optional(),
    last: z.object({ number: z.int(), at: date, numbers: z.array(z.int()).optional() }).optional(),
  }),
);

export const tabsShape = z.array(
  z.object({
    code: z.string(),
    draw: z.int(),
    title: z.string().optional(),
    subtitle: z.string().optional(),
    prize: z.string().optional(),
    text: z.string().optional(),
    channel: z.string().optional(),
    offer: z.string().optional(),
  }),
);

export const packetsShape = z.array(
  z.object({
    priceRub: z.number(),
    name: z.string(),
    description: z.string().optional(),
    isMain: z.boolean(),
    bets: z.array(
      z.object({
        code: z.string(),
        count: z.int(),
        draw: z.int().optional(),
        prizeRub: z.number().optional(),
        drawAt: date.optional(),
      }),
    ),
  }),
);

export const mainShape = z.object({
  cards: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      type: z.string().optional(),
      prizeTitle: z.string().optional(),
      prize: z.string().optional(),
    }),
  ),
  /** What the main page calls attention to. */
  promotions: z.array(z.object({ title: z.string(), prize: z.string().optional() })),
});

export const newsShape = z.array(
  z.object({
    title: z.string(),
    url: z.string(),
    /** YYYY-MM-DD */
    date: z.string(),
  }),
);

export const drawShape = z.object({
  code: z.string(),
  number: z.int(),
  at: date,
  isCompleted: z.boolean(),
  /** In the order the source has them; absent before the draw. */
  numbers: z.array(z.int()).optional(),
  jackpotRub: z.number().optional(),
  isJackpotWon: z.boolean().optional(),
  priceRub: z.number().optional(),
  tickets: z.number().optional(),
  bets: z.number().optional(),
  paidRub: z.number().optional(),
  tiers: z.array(
    z.object({
      number: z.int(),
      title: z.string().optional(),
      winners: z.number(),
      amountRub: z.number().optional(),
      /** A thing instead of money. */
      thing: z.string().optional(),
    }),
  ),
});

export const drawPageShape = z.object({ draws: z.array(drawShape), hasMore: z.boolean() });

export type Games = z.infer<typeof gamesShape>;
export type Game = Games[number];
export type Tabs = z.infer<typeof tabsShape>;
export type Packets = z.infer<typeof packetsShape>;
export type Main = z.infer<typeof mainShape>;
export type News = z.infer<typeof newsShape>;
export type Draw = z.infer<typeof drawShape>;
export type DrawPage = z.infer<typeof drawPageShape>;
