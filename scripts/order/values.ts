import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';

/** `key=value`, or `key=@path` for a file from this disk. */
export interface Given {
  key: string;
  text: string;
  file?: { bytes: Buffer; fileName: string };
}

export function readGiven(words: readonly string[]): Given[] {
  return words.map((word) => {
    const at = word.indexOf('=');
    if (at < 1) throw new UsageError(`"${word}" is not of the form key=value`);
    const [key, text] = [word.slice(0, at), word.slice(at + 1)];
    if (!text.startsWith('@')) return { key, text };
    const path = text.slice(1);
    return { key, text, file: { bytes: readFileSync(path), fileName: basename(path) } };
  });
}

/** What the person at the terminal got wrong. */
export class UsageError extends Error {}

const property = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
});
const schemaShape = z.looseObject({ properties: z.record(z.string(), property).optional() });

/** Texts stay texts where the model wants a text; all else is read as JSON, and a lone thing may stand for a list of one. */
export function toValue(
  schema: unknown,
  { key, text }: { key: string; text: string },
): z.core.util.JSONType {
  const type = schemaShape.parse(schema).properties?.[key]?.type;
  const types = type === undefined || typeof type === 'string' ? [type] : type;
  if (types.includes('string')) return text;
  const read = parse(text);
  return types.includes('array') && !Array.isArray(read) ? [read] : read;
}

const jsonShape = z.json();

function parse(text: string): z.core.util.JSONType {
  try {
    return jsonShape.parse(JSON.parse(text));
  } catch {
    return text;
  }
}
