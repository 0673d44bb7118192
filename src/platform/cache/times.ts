/** A value as the store keeps it. Times are milliseconds of the injected clock. */
export type Stored = {
  /** JSON. */
  value: string;
  loadedAt: number;
  /** From here on it is loaded again in the background. */
  refreshAt: number;
  /** From here on it is stale: served only if nothing better can be had. */
  expiresAt: number;
  /** From here on it is not served at all. */
  hardAt: number;
};

export type Lifetime = { ttlMs: number; hardMs?: number };

const refreshShare = 0.8;
const jitter = 0.05;
const hardTtls = 10;

export const hardMsOf = ({ ttlMs, hardMs }: Lifetime): number => hardMs ?? hardTtls * ttlMs;

/** Keys loaded together part by ±5 %, so that they do not come back together for ever. */
export function timesOf(
  lifetime: Lifetime,
  loadedAt: number,
  random: number,
): Omit<Stored, 'value'> {
  const ttlMs = lifetime.ttlMs * (1 - jitter + 2 * jitter * random);
  return {
    loadedAt,
    refreshAt: Math.round(loadedAt + refreshShare * ttlMs),
    expiresAt: Math.round(loadedAt + ttlMs),
    hardAt: Math.round(loadedAt + Math.max(hardMsOf(lifetime), ttlMs)),
  };
}

/** How long a source that failed is left alone: a twentieth of the TTL, at least 1 s, at most 30 s. */
export const retryMsOf = ({ ttlMs }: Lifetime): number =>
  Math.round(Math.min(30_000, Math.max(1_000, ttlMs / 20)));
