import { has, isList, isObject, type JsonObject } from './json.ts';
import type { MediaKind, Schema } from './schema.ts';

type Draft = { -readonly [K in keyof Schema]: Schema[K] };

const mediaKinds: readonly MediaKind[] = ['image', 'video', 'audio', 'file'];

/** Titles, hints, defaults and the catalogue's own x-words. */
export function readWords(raw: JsonObject, schema: Draft): void {
  if (typeof raw.title === 'string' && raw.title !== '') schema.title = raw.title;
  if (typeof raw.description === 'string' && raw.description !== '')
    schema.description = raw.description;
  if (has(raw, 'default') && raw.default !== undefined) schema.default = raw.default;
  if (isList(raw.examples)) schema.examples = raw.examples;
  else if (raw.example !== undefined) schema.examples = [raw.example];
  if (raw.deprecated === true) schema.deprecated = true;
  if (raw.readOnly === true) schema.readOnly = true;
  if (raw.format === 'password' || raw['x-cog-secret'] === true) schema.secret = true;
  if (typeof raw['x-order'] === 'number') schema.order = raw['x-order'];
  const media = mediaKinds.find((kind) => kind === raw['x-media']);
  if (media) schema.media = media;
  if (typeof raw['x-max-mb'] === 'number') schema.maxMb = raw['x-max-mb'];
  if (isList(raw['x-accept'])) schema.accept = raw['x-accept'].filter((x) => typeof x === 'string');
  if (raw['x-advanced'] === true) schema.advanced = true;
  if (typeof raw['x-preview'] === 'string') schema.preview = raw['x-preview'];
  if (isObject(raw['x-enum-labels']))
    schema.enumLabels = new Map(
      Object.entries(raw['x-enum-labels']).filter(
        (pair): pair is [string, string] => typeof pair[1] === 'string',
      ),
    );
}
