import type { Log } from '#platform/log';

/** How many rows or files a room would remove, or has removed, by what they are. */
export type Cleaned = Readonly<Record<string, number>>;
export type Cleanup = (options: { dryRun: boolean }) => Promise<Cleaned>;

export interface CleanupDeps {
  log: Log;
  /** By room; each knows what of its own is too old. */
  cleanups: Readonly<Record<string, Cleanup>>;
}

/** What has had its time goes, in every room; a room that fails stops no other. Counts by `room.what`. */
export async function cleanup(
  { log, cleanups }: CleanupDeps,
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<Cleaned> {
  const counts: Record<string, number> = {};
  const failures: unknown[] = [];
  for (const [room, clean] of Object.entries(cleanups)) {
    try {
      for (const [what, count] of Object.entries(await clean({ dryRun })))
        counts[`${room}.${what}`] = count;
    } catch (error) {
      failures.push(error);
    }
  }
  if (!dryRun) log.info({ counts }, 'cleaned up');
  if (failures.length > 0) throw new AggregateError(failures, 'a room could not be cleaned up');
  return counts;
}
