import { z } from 'zod';

const words = z.strictObject({ ru: z.string().min(1), en: z.string().min(1) });
const count = z.int().nonnegative();
const rub = z.number().positive();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** How sure a fact is: nothing published by the operator is a contract. */
export const sureness = [
  'measured',
  'several',
  'once',
  'inferred',
  'old',
  'conflict',
  'assumed',
  'unknown',
] as const;

const factWire = z.strictObject({
  sure: z.enum(sureness),
  /** The month or year the fact was last seen in. */
  asOf: z
    .string()
    .regex(/^20\d\d(-\d\d)?$/)
    .optional(),
});

const ruleWire = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('hits'),
    ways: z.array(z.array(count.nullable()).min(1)).min(1),
  }),
  z.strictObject({ by: z.literal('marked'), marked: count, hits: count }),
  z.strictObject({ by: z.literal('bonus-ball'), hits: count, bonus: z.boolean() }),
  z.strictObject({ by: z.literal('ticket-out'), left: count }),
  z.strictObject({ by: z.literal('left-in-field'), left: count }),
  z.strictObject({ by: z.literal('first-out'), size: count, groups: count, of: count }),
  z.strictObject({ by: z.literal('digits'), digits: count, winning: count }),
  z.strictObject({ by: z.literal('exact') }),
]);

const tierWire = z.strictObject({
  label: words,
  rule: ruleWire,
  prize: z.enum(['shared', 'fixed']),
  amountRub: rub.optional(),
  /** A usual payout seen somewhere: never a promise, never a part of an exact figure. */
  typicalRub: rub.optional(),
  main: z.literal(true).optional(),
  doubt: words.optional(),
});

const matrixWire = z.strictObject({
  fields: z
    .array(
      z.strictObject({
        of: count,
        pick: count,
        drawn: count.optional(),
        pickFrom: count.optional(),
      }),
    )
    .min(1),
  ticket: z.strictObject({ numbers: count, perField: count, fields: count }).optional(),
  ordered: z.literal(true).optional(),
  bonusBall: z.literal(true).optional(),
  /** Values of another meaning that a draw of the archive names before its numbers. */
  archiveSkips: count.optional(),
});

/** Always Moscow time. */
const scheduleWire = z.discriminatedUnion('every', [
  z.strictObject({
    every: z.literal('minutes'),
    from: count.min(1),
    to: count.min(1),
    perDay: count.optional(),
    nights: z.boolean().optional(),
  }),
  z.strictObject({ every: z.literal('day'), times: count.min(1), at: z.array(time).optional() }),
  z.strictObject({
    every: z.literal('week'),
    day: z.enum(['saturday', 'sunday']).optional(),
    at: time.optional(),
    channel: words.optional(),
  }),
  z.strictObject({ every: z.literal('instant') }),
  z.strictObject({ every: z.literal('unknown'), soon: z.boolean().optional() }),
]);

/** The order of size that the greatest prize has been seen at, smallest first. */
export const reaches = [
  'thousands',
  'hundred-thousands',
  'millions',
  'tens-of-millions',
  'hundreds-of-millions',
] as const;

const overallWire = z.discriminatedUnion('by', [
  /** The tiers exclude each other: the chances add up, but for those nobody has confirmed. */
  z.strictObject({ by: z.literal('sum'), without: z.array(count).optional() }),
  z.strictObject({ by: z.literal('tier'), tier: count, doubt: words }),
  z.strictObject({ by: z.literal('depends'), on: words }),
]);

export const themes = [
  'birthday',
  'bonus-ball',
  'cards',
  'family',
  'gift',
  'hunting',
  'kegs',
  'new-year',
  'number-choice',
  'pixels',
  'ready-ticket',
  'simple',
  'three-digits',
  'ussr',
] as const;

export const prizeKinds = ['money', 'flat', 'house', 'car'] as const;

export const lotteryWire = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Its code at StoLoto; null when it has none. */
  apiGame: z.string().nullable(),
  apiAliases: z.array(z.string()).optional(),
  status: z.enum(['active', 'retired', 'unknown', 'other-operator']),
  operator: words.optional(),
  /** What to offer instead of a lottery that cannot be bought. */
  replacedBy: z.array(z.string()).optional(),
  kind: z.enum(['numeric', 'fast', 'bingo', 'instant']),
  title: words,
  hint: words,
  rules: words,
  aliases: z.array(z.string().min(1)).min(1),
  said: words,
  schedule: scheduleWire,
  salesStop: words.optional(),
  priceRub: rub.optional(),
  priceRange: z.strictObject({ fromRub: rub, toRub: rub }).optional(),
  fundPercent: z.number().positive().max(100).optional(),
  superPrize: z
    .strictObject({
      rolls: z.boolean(),
      reach: z.enum(reaches),
      fromRub: rub.optional(),
      usuallyRub: rub.optional(),
      guaranteed: z.literal(true).optional(),
    })
    .optional(),
  prizes: z.array(z.enum(prizeKinds)).default(['money']),
  themes: z.array(z.enum(themes)),
  matrix: matrixWire.optional(),
  tiers: z.array(tierWire),
  overall: overallWire,
  facts: z.strictObject({
    matrix: factWire,
    price: factWire,
    schedule: factWire,
    prizes: factWire,
    fund: factWire,
  }),
});

export type Lottery = z.infer<typeof lotteryWire>;
export type Tier = z.infer<typeof tierWire>;
export type Theme = (typeof themes)[number];
export type PrizeKind = (typeof prizeKinds)[number];
export type Sureness = (typeof sureness)[number];
