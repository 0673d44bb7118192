export type Recent = {
  add: (key: string, arrivedAt: Date) => void;
  count: (key: string, input: { since: Date; upTo: Date }) => number;
  /** Forgets what arrived before that moment. */
  forget: (before: Date) => void;
  clear: () => void;
};

// More than this in the window is "too many" for any limit.
const keptPerKey = 200;

export function createRecent(): Recent {
  const times = new Map<string, number[]>();
  return {
    add: (key, arrivedAt) => {
      const known = times.get(key);
      if (!known) times.set(key, [arrivedAt.getTime()]);
      else if (known.push(arrivedAt.getTime()) > keptPerKey) known.shift();
    },
    count: (key, { since, upTo }) => {
      const [from, to] = [since.getTime(), upTo.getTime()];
      return (times.get(key) ?? []).filter((at) => at > from && at <= to).length;
    },
    forget: (before) => {
      for (const [key, known] of times) {
        const kept = known.filter((at) => at >= before.getTime());
        if (kept.length === 0) times.delete(key);
        else if (kept.length < known.length) times.set(key, kept);
      }
    },
    clear: () => times.clear(),
  };
}
