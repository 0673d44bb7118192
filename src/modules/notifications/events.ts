import { z } from 'zod';
import { alertCodes } from './alerts.ts';

const one = {
  userId: z.uuid(),
  generationId: z.uuid(),
  number: z.number(),
  batchId: z.uuid().optional(),
};
const several = {
  userId: z.uuid(),
  batchId: z.uuid(),
  done: z.number(),
  failed: z.number(),
  cancelled: z.number(),
  total: z.number(),
};
/** Decimal: what crosses to other processes is JSON. */
const amount = z.string().regex(/^-?\d+(\.\d{1,3})?$/);

/** All that can be news. Small facts only: whoever hears one reads the row. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('generation.queued'), ...one }),
  z.object({ type: z.literal('generation.submitted'), ...one }),
  z.object({ type: z.literal('generation.progress'), ...one, percent: z.number().optional() }),
  z.object({ type: z.literal('generation.completed'), ...one }),
  z.object({ type: z.literal('generation.failed'), ...one, code: z.string() }),
  z.object({ type: z.literal('generation.cancelled'), ...one }),
  z.object({ type: z.literal('generation.settled'), ...one, captured: amount, returned: amount }),
  /** The result came after the end; it is free. */
  z.object({ type: z.literal('generation.late'), ...one }),
  z.object({ type: z.literal('batch.changed'), ...several }),
  z.object({ type: z.literal('batch.ended'), ...several, captured: amount, returned: amount }),
  z.object({ type: z.literal('credits.low'), userId: z.uuid(), available: amount }),
  /** `key`: what the alert is about; told once while the last word of it is fresh. Never a secret in `details`. */
  z.object({
    type: z.literal('admin.alert'),
    code: z.enum(alertCodes),
    key: z.string().optional(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
]);

export type Event = z.infer<typeof eventSchema>;
export type EventType = Event['type'];
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
