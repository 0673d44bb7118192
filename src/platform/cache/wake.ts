// A message that gets lost only costs this much time.
const patienceMs = 100;

/** Waiting for what another node says about a key. */
export function createWake() {
  const sleepers = new Map<string, Set<() => void>>();
  return {
    call: (key: string) => {
      for (const wake of sleepers.get(key) ?? []) wake();
    },
    sleep: async (key: string): Promise<void> => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const here = sleepers.get(key) ?? new Set();
      sleepers.set(key, here.add(resolve));
      const timer = setTimeout(resolve, patienceMs);
      await promise;
      clearTimeout(timer);
      here.delete(resolve);
      if (here.size === 0) sleepers.delete(key);
    },
  };
}
