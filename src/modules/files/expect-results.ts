import { newId } from '#kernel';
import type { Tx } from '#platform/db';
import type { FilesDeps } from './deps.ts';
import { type FileKind, type StoredFile, toFile } from './file.ts';
import { daysAfter } from './moments.ts';
import { insertExpected, type NewFileRow, readOfGeneration } from './store/files.ts';

/** What a provider says it has made. */
export interface ResultMedia {
  kind: FileKind;
  url: string;
  title?: string | undefined;
  seconds?: number | undefined;
  coverUrl?: string | undefined;
  trackId?: string | undefined;
}

/** Once per generation and position: said again, maybe under other addresses, nothing changes. */
export async function expectResults(
  deps: Pick<FilesDeps, 'clock' | 'retentionDays'>,
  tx: Tx,
  input: { userId: string; generationId: string; media: readonly ResultMedia[] },
): Promise<StoredFile[]> {
  const now = deps.clock.now();
  const common = (position: number) => ({
    id: newId(now.getTime()),
    userId: input.userId,
    generationId: input.generationId,
    state: 'expected' as const,
    position,
    createdAt: now,
    expiresAt: daysAfter(now, deps.retentionDays),
  });
  const rows = input.media.flatMap((one, position): NewFileRow[] => {
    const { kind, url: sourceUrl, title, seconds, trackId, coverUrl } = one;
    const told = { kind, sourceUrl, title, seconds, trackId };
    return [
      { ...common(position), role: 'result', ...told },
      ...(coverUrl === undefined ? [] : [preview(common(position), coverUrl)]),
    ];
  });
  await insertExpected(tx, rows);
  const { generationId } = input;
  return (await readOfGeneration(tx, { generationId, role: 'result' })).map(toFile);
}

const preview = (row: Omit<NewFileRow, 'role' | 'kind'>, sourceUrl: string): NewFileRow => ({
  ...row,
  role: 'preview',
  kind: 'image',
  sourceUrl,
});
