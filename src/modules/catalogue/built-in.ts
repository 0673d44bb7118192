import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Model } from './model.ts';
import type { ParamTexts } from './texts.ts';

const data = join(import.meta.dirname, 'data');
const read = (file: string): unknown => JSON.parse(readFileSync(join(data, file), 'utf8'));

const words = z.strictObject({ ru: z.string().min(1), en: z.string().min(1) });
const paramsWire = z.record(z.string(), z.strictObject({ title: words, hint: words }));
const optionsWire = z.record(z.string(), z.record(z.string(), words));

/** The order the families stand in where nothing better is known: the most wanted first. */
const familyOrder = [
  'nano-banana',
  'seedream',
  'gpt-image',
  'flux-2',
  'kling',
  'veo',
  'seedance',
  'suno',
  'wan',
  'hailuo',
];

const place = (family: string) => {
  const at = familyOrder.indexOf(family);
  return at < 0 ? familyOrder.length : at;
};

/** The entries as they lie in the data files, not yet judged: the check wants them raw. */
export function readRawModels(): unknown[] {
  const files = readdirSync(join(data, 'models'))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .sort((a, b) => place(a.slice(0, -5)) - place(b.slice(0, -5)));
  return files.flatMap((file) => z.array(z.unknown()).parse(read(join('models', file))));
}

// Our own data, judged by the test and by `npm run catalogue-check`: at start its shape is taken as it is.
export const readBuiltIn = (): Model[] => readRawModels() as Model[];

export function readParamTexts(): ParamTexts {
  return {
    params: paramsWire.parse(read('params.json')),
    options: optionsWire.parse(read('options.json')),
  };
}
