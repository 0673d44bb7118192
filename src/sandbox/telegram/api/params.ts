import { type ApiCall, badRequest } from './call.ts';

// The real server keeps every parameter as a string: a number or an object of a JSON body is read as its text.
export function text(call: ApiCall, name: string): string {
  const value = call.params[name];
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function requiredText(call: ApiCall, name: string): string {
  const value = text(call, name);
  if (value === '') throw badRequest(`parameter "${name}" is required`);
  return value;
}

/** Clamped to the range, as the real server does; what is no number counts as 0. */
export function integer(
  call: ApiCall,
  name: string,
  range: { min?: number; max?: number; absent?: number } = {},
): number {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER, absent = 0 } = range;
  const value = call.params[name];
  const given = typeof value === 'number' ? Math.trunc(value) : text(call, name);
  const number = typeof given === 'number' ? given : Number.parseInt(given, 10) || 0;
  return Math.min(max, Math.max(min, given === '' ? absent : number));
}

export function boolean(call: ApiCall, name: string): boolean {
  const value = call.params[name];
  if (typeof value === 'boolean') return value;
  return ['true', 'yes', '1'].includes(text(call, name).trim().toLowerCase());
}

export const has = (call: ApiCall, name: string): boolean => text(call, name) !== '';

/** Undefined when absent; `complain` names the error when the text is no JSON. */
export function json(call: ApiCall, name: string, complain: () => Error): unknown {
  const value = call.params[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw complain();
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
