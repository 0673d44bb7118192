import { addInput, mostInputBytes } from './add-input.ts';
import type { FilesDeps } from './deps.ts';
import type { StoredFile } from './file.ts';

export interface LinkGiven {
  userId: string;
  url: string;
  maxBytes?: number | undefined;
}

/** Throws what addInput throws, and what a download throws: file_link when we do not go there. */
export async function addLink(deps: FilesDeps, given: LinkGiven): Promise<StoredFile> {
  const { userId, url, maxBytes = mostInputBytes } = given;
  const { bytes, cancel } = await deps.fetchLink({ url, maxBytes });
  const fileName = nameIn(url);
  return addInput(deps, { userId, bytes, maxBytes, fileName, sourceUrl: url }).finally(cancel);
}

/** The link's own name for it, when that looks like one. */
export function nameIn(url: string): string | undefined {
  const last = URL.parse(url)?.pathname.split('/').at(-1) ?? '';
  if (!/\.\w{2,5}$/.test(last)) return undefined;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
