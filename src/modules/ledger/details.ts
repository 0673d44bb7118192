import { z } from 'zod';

/** What a line of the statement can tell beside its reason. Emptied when the person is forgotten. */
export const transferDetails = z.looseObject({
  model: z.string().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  /** Decimal, like every amount in JSON. */
  unitPrice: z.string().optional(),
  note: z.string().optional(),
});

export type TransferDetails = z.infer<typeof transferDetails>;
