import { AppError } from '#kernel';
import { isList, isObject, type Json } from '#modules/catalogue';
import { type Files, parseRef } from '#modules/files';
import type { Provider } from '#modules/generation/providers';

export interface InputsDeps {
  files: Pick<Files, 'find' | 'readBytes'>;
  provider: Pick<Provider, 'upload'>;
}

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
  { files, provider }: InputsDeps,
  of: { userId: string; fileId: string },
): Promise<string> {
  const file = await files.find(of);
  if (file?.state !== 'stored') throw new AppError('input_unreadable', { fileId: of.fileId });
  const { mimeType = 'application/octet-stream', fileName = file.kind } = file;
  const bytes = await files.readBytes(file);
  return provider.upload({ form: 'stream', bytes, mimeType, fileName });
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
