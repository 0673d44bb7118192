import type { Schema } from './schema.ts';

// The very arithmetic of ajv: 0.3 is no multiple of 0.1 there, and what we accept must pass there.
export const isMultiple = (value: number, step: number): boolean => {
  const times = value / step;
  return times === Number.parseInt(String(times), 10);
};

/**
 * The float next to a typed decimal that counts as a whole number of steps: 0.29 is not one of 0.01,
 * its neighbour is. For a few decimals (0.07) no float is; then the value stays as it was.
 */
export function toStep(value: number, step: number): number {
  if (isMultiple(value, step)) return value;
  const times = Math.round(value / step);
  if (Math.abs(times - value / step) > 1e-6) return value;
  const product = times * step;
  const ulp = Math.abs(value) * Number.EPSILON;
  const near = [product, times / (1 / step)];
  for (let i = 1; i <= 4; i += 1) near.push(value + i * ulp, value - i * ulp);
  return near.find((candidate) => isMultiple(candidate, step)) ?? value;
}

/** The closest values below and above that would be taken. */
export function stepsNear(value: number, schema: Schema): readonly number[] {
  const { multipleOf: step = 1, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const fits = (near: number) =>
    isMultiple(near, step) &&
    near >= (minimum ?? near) &&
    near <= (maximum ?? near) &&
    (exclusiveMinimum === undefined || near > exclusiveMinimum) &&
    (exclusiveMaximum === undefined || near < exclusiveMaximum);
  const at = Math.floor(value / step);
  const around = [-3, -2, -1, 0, 1, 2, 3, 4].map((i) => toStep((at + i) * step, step)).filter(fits);
  const below = around.findLast((near) => near < value);
  const above = around.find((near) => near > value);
  return [below, above].filter((near) => near !== undefined);
}
