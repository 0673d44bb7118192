/** Wakes one who waits; a ring that nobody heard is heard by the next wait. */
export function createBell() {
  let isRung = false;
  let wake: (() => void) | undefined;
  return {
    ring: (): void => {
      isRung = true;
      wake?.();
    },
    wait: async (ms: number, signal: AbortSignal): Promise<void> => {
      if (!isRung && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, ms);
        wake = resolve;
        const onAbort = () => resolve();
        signal.addEventListener('abort', onAbort, { once: true });
        await promise;
        signal.removeEventListener('abort', onAbort);
        clearTimeout(timer);
        wake = undefined;
      }
      isRung = false;
    },
  };
}

export type Bell = ReturnType<typeof createBell>;
