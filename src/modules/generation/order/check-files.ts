import { AppError } from '#kernel';
import type { Json } from '#modules/catalogue';
import { type Files, parseRef } from '#modules/files';
import type { GenerationInput } from '../generation.ts';

export type InputFiles = Pick<Files, 'getMany' | 'markUsed'>;

/** The files that inputs name. Somebody else's are as good as none. */
export async function checkFiles(
  { files }: { files: InputFiles },
  { userId, inputs }: { userId: string; inputs: readonly GenerationInput[] },
): Promise<string[]> {
  const ids = [...new Set(inputs.flatMap(refsIn))];
  if (ids.length === 0) return [];
  const found = await files.getMany(ids);
  for (const fileId of ids) {
    const file = found.find(({ id }) => id === fileId);
    if (file?.userId !== userId) throw new AppError('not_found', { fileId });
    if (file.state !== 'stored') throw new AppError('gone', { fileId });
  }
  return ids;
}

export function refsIn(value: Json): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(refsIn);
  const id = parseRef(value);
  return id === undefined ? [] : [id];
}
