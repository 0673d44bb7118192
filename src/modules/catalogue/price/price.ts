import { z } from 'zod';

export const units = [
  'run',
  'image',
  'second',
  'layer',
  'megapixel',
  '1k-chars',
  '1m-tokens',
] as const;
export type Unit = (typeof units)[number];

const amount = z.number().nonnegative();
const term = /^(?:output|(?:media:|chars:)?[\w-]+(?:\[\])?(?:\.[\w-]+)*)$/;
const terms = z.string().refine((text) => text.split('+').every((part) => term.test(part.trim())), {
  error: 'expected names, media:name, chars:name or output, joined by +',
});
/** How many units at most, where only the run itself will tell: a number, or terms as in `quantity`. */
const ceiling = z.union([amount, terms]);

/** A price as the catalogue tells it, in the provider's credits. */
export const priceWire = z.strictObject({
  /** At the schema's defaults; null: not known. */
  credits: amount.nullable(),
  per: z.enum(units),
  quantity: terms.optional(),
  rules: z
    .array(
      z.strictObject({
        when: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
        credits: amount.nullable(),
        quantity: terms.optional(),
      }),
    )
    .optional(),
  extras: z
    .array(z.strictObject({ param: z.string(), per_item: amount, free: z.int().nonnegative() }))
    .optional(),
  /** The highest price of one unit, where the exact one cannot be told in advance. */
  credits_max: amount.optional(),
  output_max: ceiling.optional(),
  components: z
    .array(z.strictObject({ unit: z.string(), credits_per_1m: amount, max: ceiling.optional() }))
    .optional(),
  note: z.string().optional(),
});
export type Price = z.infer<typeof priceWire>;

/** Names of the parameters a price looks at, with where it does: a check compares them with the schema. */
export function paramsOf(
  price: Price,
): readonly { readonly param: string; readonly where: string }[] {
  const found = (price.rules ?? []).flatMap((rule, i) => [
    ...Object.keys(rule.when).map((param) => ({ param, where: `rules[${i}].when` })),
    ...namesIn(rule.quantity, `rules[${i}].quantity`),
  ]);
  found.push(...namesIn(price.quantity, 'quantity'), ...namesIn(price.output_max, 'output_max'));
  for (const [i, { param }] of (price.extras ?? []).entries())
    found.push({ param, where: `extras[${i}].param` });
  for (const [i, { max }] of (price.components ?? []).entries())
    found.push(...namesIn(max, `components[${i}].max`));
  return found;
}

const namesIn = (text: string | number | undefined, where: string) =>
  typeof text === 'string'
    ? partsOf(text).flatMap(({ name }) =>
        name === undefined ? [] : [{ param: name.split(/[[.]/)[0] ?? name, where }],
      )
    : [];

export type Part =
  | { readonly kind: 'field' | 'media' | 'chars'; readonly name: string }
  | { readonly kind: 'output'; readonly name?: undefined };

export function partsOf(quantity: string): readonly Part[] {
  return quantity.split('+').map((text): Part => {
    const part = text.trim();
    if (part === 'output') return { kind: 'output' };
    const [, kind, name = part] = /^(media|chars):(.*)$/.exec(part) ?? [];
    return { kind: kind === 'media' || kind === 'chars' ? kind : 'field', name };
  });
}
