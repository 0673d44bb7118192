import type { Inbox } from '#platform/inbox';

export interface AdmissionDeps {
  /** What came before this process took the seat. */
  recentCount: Inbox['recentCount'];
  /** Updates of one person in that time; 0 = as many as they like. */
  most: number;
  withinMs: number;
}

const sweepAbove = 5_000;

/** Of what one person sends, the first `most` in any window are admitted; counted by the time of arrival. */
export function createAdmission({ recentCount, most, withinMs }: AdmissionDeps) {
  const admitted = new Map<string, number[]>();

  const before = (key: string, at: number): number[] => {
    const known = admitted.get(key);
    if (known) return known.filter((time) => time > at - withinMs);
    const earlier = recentCount(key, { withinMs, upTo: new Date(at - 1) });
    return Array.from({ length: Math.min(most, earlier) }, () => at - 1);
  };

  const admit = (key: string, arrivedAt: Date): boolean => {
    if (most === 0) return true;
    const at = arrivedAt.getTime();
    const times = before(key, at);
    const isAdmitted = times.length < most;
    if (isAdmitted) times.push(at);
    if (admitted.size > sweepAbove)
      for (const [other, last] of admitted)
        if ((last.at(-1) ?? 0) <= at - withinMs) admitted.delete(other);
    admitted.set(key, times);
    return isAdmitted;
  };

  return { admit, recount: (): void => admitted.clear() };
}
