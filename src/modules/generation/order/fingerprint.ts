import { createHash } from 'node:crypto';
import type { Json } from '#modules/catalogue';

/** One text for all ways to write the same input: keys in one order, nothing else changed. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`);
  return `{${parts.join()}}`;
}

/** Two orders with the same one ask for the same thing. */
export const fingerprintOf = (order: { modelId: string; input: Json }): string =>
  createHash('sha256')
    .update(canonical([order.modelId, order.input]))
    .digest('base64url');
