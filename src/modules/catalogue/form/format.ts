import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { Json } from './json.ts';

const known: Readonly<Record<string, unknown>> = fullFormats;

/** The formats of ajv-formats, so that what is accepted here is accepted there. Unknown ones hold. */
export function hasFormat(format: string, value: Json): boolean {
  const rule: unknown = Object.hasOwn(known, format) ? known[format] : true;
  if (typeof value === 'number')
    return typeof rule === 'object' && rule !== null && 'type' in rule && rule.type === 'number'
      ? passes(rule, value)
      : true;
  if (typeof value !== 'string') return true;
  if (typeof rule === 'object' && rule !== null && 'type' in rule && rule.type === 'number')
    return true;
  return passes(rule, value);
}

function passes(rule: unknown, value: string | number): boolean {
  if (rule instanceof RegExp) return rule.test(String(value));
  if (typeof rule === 'function') return Boolean(rule(value));
  if (typeof rule === 'object' && rule !== null && 'validate' in rule)
    return passes(rule.validate, value);
  return true;
}
