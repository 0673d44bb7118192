import { z } from 'zod';

/** What the chaos asks of a process of the product, and what comes back. */
const order = z.object({
  modelId: z.string(),
  input: z.record(z.string(), z.json()),
});

const person = { telegramId: z.number() };

export const askShape = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('grant'), ...person, amount: z.string(), key: z.string() }),
  z.object({ verb: z.literal('order'), ...person, key: z.string(), order }),
  z.object({ verb: z.literal('batch'), ...person, key: z.string(), orders: z.array(order) }),
  z.object({ verb: z.literal('cancel'), ...person, id: z.string() }),
  z.object({ verb: z.literal('cancelBatch'), ...person, id: z.string() }),
  z.object({ verb: z.literal('retry'), ...person, id: z.string(), key: z.string() }),
  z.object({ verb: z.literal('status'), ...person, id: z.string() }),
  z.object({ verb: z.literal('reconcile') }),
]);

export type Ask = z.infer<typeof askShape>;
export type Order = z.infer<typeof order>;

export const leapsShape = z.array(z.object({ fromMs: z.number(), aheadMs: z.number() }));

export const toPartShape = z.union([
  z.object({ type: z.literal('clock'), leaps: leapsShape }),
  z.object({ type: z.literal('ask'), id: z.number(), ask: askShape }),
]);

/** `passing`: nothing is known of what became of it; the same may be asked again under the same key. */
const answer = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: z.string(), isPassing: z.boolean() }),
]);

export const fromPartShape = z.union([
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('answer'), id: z.number(), answer }),
]);

export type Answer = z.infer<typeof answer>;
