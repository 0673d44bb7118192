import type { SandboxClock } from '#sandbox/clock';

/** At most so many in any window, per name; what is refused does not count. */
export interface Limit {
  allows(name: string): boolean;
}

export function createLimit(
  clock: SandboxClock,
  { count, windowMs }: { count: number; windowMs: number },
): Limit {
  const seen = new Map<string, number[]>();
  return {
    allows(name) {
      const now = clock.now();
      const recent = (seen.get(name) ?? []).filter((at) => at > now - windowMs);
      const isAllowed = recent.length < count;
      if (isAllowed) recent.push(now);
      seen.set(name, recent);
      if (seen.size > 10_000) forget(seen, now - windowMs);
      return isAllowed;
    },
  };
}

function forget(seen: Map<string, number[]>, before: number): void {
  for (const [name, times] of seen) if ((times.at(-1) ?? 0) <= before) seen.delete(name);
}
