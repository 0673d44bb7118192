// Reading JSON objects like the real server's JsonObject does, with its texts.

/** What the server says about a markup; the caller puts `Bad Request: ` before it. */
export class MarkupError extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'MarkupError';
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const has = (fields: Fields, name: string): boolean =>
  fields[name] !== undefined && fields[name] !== null;

export function requiredString(fields: Fields, name: string): string {
  if (!has(fields, name)) throw new MarkupError(`Can't find field "${name}"`);
  return optionalString(fields, name);
}

export function optionalString(fields: Fields, name: string): string {
  const value = fields[name];
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new MarkupError(`Field "${name}" must be of type String`);
  }
  const text = String(value);
  if (!text.isWellFormed()) throw new MarkupError('Strings must be encoded in UTF-8');
  return text;
}

export function optionalBoolean(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw new MarkupError(`Field "${name}" must be of type Boolean`);
  return value;
}

export function requiredInteger(fields: Fields, name: string): number {
  if (!has(fields, name)) throw new MarkupError(`Can't find field "${name}"`);
  return optionalInteger(fields, name, 0);
}

export function optionalInteger(fields: Fields, name: string, absent: number): number {
  const value = fields[name];
  if (value === undefined || value === null) return absent;
  if (typeof value !== 'number' && typeof value !== 'string') {
    throw new MarkupError(`Field "${name}" must be of type Number`);
  }
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isInteger(number)) throw new MarkupError(`Field "${name}" must be a valid Number`);
  return number;
}

export function requiredObject(fields: Fields, name: string): Fields {
  const value = fields[name];
  if (value === undefined || value === null) throw new MarkupError(`Can't find field "${name}"`);
  if (!isFields(value)) throw new MarkupError(`Field "${name}" must be of type Object`);
  return value;
}

export function optionalArray(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new MarkupError(`Field "${name}" must be of type Array`);
  return value;
}

/** Runs the reading of one part; what it complains about gets the part's name in front. */
export function within<T>(prefix: string, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof MarkupError) throw new MarkupError(`${prefix}${thrown.message}`);
    throw thrown;
  }
}
