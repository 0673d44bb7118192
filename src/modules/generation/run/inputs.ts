import { z } from 'zod';
import { AppError } from '#kernel';
import { isList, isObject, type Json } from '#modules/catalogue';
import { type Files, parseRef } from '#modules/files';
import type { Provider } from '#modules/generation/providers';
import type { Cache, CachedFamily } from '#platform/cache';

export interface UploadsDeps {
  files: Pick<Files, 'find' | 'getMany' | 'readBytes'>;
  provider: Pick<Provider, 'upload'>;
  cache: Pick<Cache, 'define'>;
}

export type Uploads = CachedFamily<string>;

export interface InputsDeps {
  files: Pick<Files, 'find'>;
  uploads: Pick<Uploads, 'get' | 'invalidate'>;
}

const hour = 3_600_000;

/** A batch hands over its picture once. The provider keeps what it was given for a day. */
export const createUploads = ({ files, provider, cache }: UploadsDeps): Uploads =>
  cache.define({
    prefix: 'generation.uploads:',
    ttlMs: 8 * hour,
    hardMs: 16 * hour,
    schema: z.string(),
    load: async (fileId) => {
      const [file] = await files.getMany([fileId]);
      if (file?.state !== 'stored') throw new AppError('input_unreadable', { fileId });
      const { mimeType = 'application/octet-stream', fileName = file.kind } = file;
      const bytes = await files.readBytes(file);
      return provider.upload({ form: 'stream', bytes, mimeType, fileName });
    },
  });

const mostAtOnce = 3;

/** The person's files become addresses that the provider can read; they live a day, so this is done at the last moment. */
export async function uploadInputs(
  deps: InputsDeps,
  { userId, input }: { userId: string; input: Readonly<Record<string, Json>> },
): Promise<Record<string, unknown>> {
  const refs = new Map<string, string>();
  collect(input, (value) => {
    const fileId = parseRef(value);
    if (fileId !== undefined) refs.set(value, fileId);
  });
  const urls = new Map<string, string>();
  const waiting = [...refs];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [ref, fileId] = next;
      urls.set(ref, await upload(deps, { userId, fileId }));
    }
  };
  await Promise.all(Array.from({ length: Math.min(mostAtOnce, refs.size) }, work));
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [key, replace(value, urls)]),
  );
}

async function upload(
  { files, uploads }: InputsDeps,
  of: { userId: string; fileId: string },
): Promise<string> {
  const file = await files.find(of);
  if (file?.state !== 'stored') throw new AppError('input_unreadable', { fileId: of.fileId });
  return (await uploads.get(of.fileId)).value;
}

/** The provider could not read what it was given: the next one is given a fresh copy. */
export async function forgetUploads(
  { uploads }: Pick<InputsDeps, 'uploads'>,
  input: Readonly<Record<string, Json>>,
): Promise<void> {
  const ids = new Set<string>();
  collect(input, (value) => {
    const fileId = parseRef(value);
    if (fileId !== undefined) ids.add(fileId);
  });
  await Promise.all([...ids].map((id) => uploads.invalidate(id)));
}

function collect(value: Json, see: (text: string) => void): void {
  if (typeof value === 'string') see(value);
  else if (isList(value)) for (const one of value) collect(one, see);
  else if (isObject(value)) for (const one of Object.values(value)) collect(one, see);
}

function replace(value: Json, urls: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return urls.get(value) ?? value;
  if (isList(value)) return value.map((one) => replace(one, urls));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replace(one, urls)]));
}
