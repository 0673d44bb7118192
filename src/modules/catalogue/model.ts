import { z } from 'zod';
import { kinds } from './kinds.ts';
import { priceWire } from './price/price.ts';

const words = z.strictObject({ ru: z.string().min(1), en: z.string().min(1) });

export const outputs = ['image', 'video', 'audio', 'text', 'data'] as const;
export const statuses = ['listed', 'documented', 'unlisted', 'retired'] as const;

/** One model as the data files and the operator's CATALOGUE_FILE tell it. */
export const modelWire = z.strictObject({
  id: z.string().min(1).max(120),
  family: z.string().min(1).max(60),
  kind: z.enum(kinds),
  also: z.array(z.enum(kinds)).optional(),
  output: z.enum(outputs),
  endpoint: z.enum(['jobs', 'veo', 'flux-kontext']),
  status: z.enum(statuses),
  /** Works on an earlier task and needs its id. */
  followUp: z.boolean().optional(),
  title: words,
  hint: words,
  /** Said only where it is known: follows a Russian prompt, draws Cyrillic, speaks or sings Russian. */
  russian: z
    .strictObject({
      follows: z.boolean().optional(),
      draws: z.boolean().optional(),
      speaks: z.boolean().optional(),
    })
    .optional(),
  price: priceWire,
  schema: z.looseObject({ type: z.literal('object') }),
});
export type Model = z.infer<typeof modelWire>;

/** An entry of CATALOGUE_FILE for a model that is already there: what it says replaces what stood, `hidden` takes it off sale. */
export const overrideWire = modelWire
  .partial()
  .required({ id: true })
  .extend({ hidden: z.boolean().optional() });

export interface Offer extends Model {
  readonly hidden?: boolean | undefined;
}
