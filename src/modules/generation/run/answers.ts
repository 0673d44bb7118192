// The answer may be lost: then the news are all there is.
const defaultMostMs = 1_000;

/** Calls to the provider whose answer this process waits for or writes down: news of their tasks can come before it. */
export type Answers = ReturnType<typeof createAnswers>;

export function createAnswers({ mostMs = defaultMostMs }: { mostMs?: number } = {}) {
  const open = new Map<string, Promise<void>>();
  return {
    during: async (generationId: string, call: () => Promise<void>): Promise<void> => {
      const { promise, resolve } = Promise.withResolvers<void>();
      open.set(generationId, promise);
      try {
        await call();
      } finally {
        open.delete(generationId);
        resolve();
      }
    },
    /** What the answer says is written down, or has been waited for long enough. */
    known: async (generationId: string): Promise<void> => {
      const answer = open.get(generationId);
      if (!answer) return;
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, mostMs);
      await Promise.race([answer, late]);
      clearTimeout(timer);
    },
  };
}
