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

export interface Expected {
  userId: string;
  generationId: string;
  media: readonly ResultMedia[];
}

/** Once per generation and position: said again, maybe under other addresses, nothing changes. The results of each. */
export async function expectResults(
  deps: Pick<FilesDeps, 'clock' | 'retentionDays'>,
  tx: Tx,
  inputs: readonly Expected[],
): Promise<StoredFile[][]> {
  const now = deps.clock.now();
  const inserted = await insertExpected(
    tx,
    inputs.flatMap((input) => toRows(deps, input, now)),
  );
  const results: StoredFile[][] = [];
  for (const { generationId, media } of inputs) {
    const own = inserted
      .filter((row) => row.generationId === generationId && row.role === 'result')
      .sort((a, b) => a.position - b.position);
    const isAll = own.length === media.length && media.length > 0;
    const rows = isAll ? own : await readOfGeneration(tx, { generationId, role: 'result' });
    results.push(rows.map(toFile));
  }
  return results;
}

function toRows(deps: Pick<FilesDeps, 'retentionDays'>, input: Expected, now: Date): NewFileRow[] {
  const common = (position: number) => ({
    id: newId(now.getTime()),
    userId: input.userId,
    generationId: input.generationId,
    state: 'expected' as const,
    position,
    createdAt: now,
    expiresAt: daysAfter(now, deps.retentionDays),
  });
  return input.media.flatMap((one, position): NewFileRow[] => {
    const { kind, url: sourceUrl, title, seconds, trackId, coverUrl } = one;
    const told = { kind, sourceUrl, title, seconds, trackId };
    return [
      { ...common(position), role: 'result', ...told },
      ...(coverUrl === undefined ? [] : [preview(common(position), coverUrl)]),
    ];
  });
}

const preview = (row: Omit<NewFileRow, 'role' | 'kind'>, sourceUrl: string): NewFileRow => ({
  ...row,
  role: 'preview',
  kind: 'image',
  sourceUrl,
});
