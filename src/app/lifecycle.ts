import { type Log, wideLine } from '#platform/log';

export interface Part {
  name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface Lifecycle {
  start(): Promise<void>;
  /** Once or twice, the same; never rejects and never takes longer than its time. */
  stop(): Promise<void>;
}

interface LifecycleDeps {
  log: Log;
  /** For all parts together. */
  stopMs: number;
}

/** Kept for each part that has yet to stop, however long the ones before it took. */
const reserveMs = 100;

/** Starts in order, stops in reverse; a part that hangs at stop is named and passed. */
export function createLifecycle(parts: readonly Part[], deps: LifecycleDeps): Lifecycle {
  const started: Part[] = [];
  let stopping: Promise<void> | undefined;

  const stopAll = async () => {
    const endAt = performance.now() + deps.stopMs;
    while (started.length > 0) {
      const part = started.pop();
      if (!part) return;
      const left = endAt - performance.now() - reserveMs * started.length;
      await stopPart(part, { log: deps.log, limitMs: Math.max(reserveMs, left) });
    }
  };

  const stop = () => {
    stopping ??= stopAll();
    return stopping;
  };

  return {
    start: async () => {
      for (const part of parts) {
        if (stopping !== undefined) return;
        const startedAt = performance.now();
        // Listed before it has started: half a start must be undone too.
        started.push(part);
        try {
          await part.start();
        } catch (error) {
          deps.log.debug({ part: part.name, err: error }, 'part could not start');
          await stop();
          throw error;
        }
        const ms = Math.round(performance.now() - startedAt);
        deps.log.debug({ part: part.name, ms }, 'part started');
      }
    },
    stop,
  };
}

async function stopPart(
  { name, stop }: Part,
  { log, limitMs }: { log: Log; limitMs: number },
): Promise<void> {
  const startedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), limitMs);
  });
  try {
    const outcome = await Promise.race([stop(), late]);
    const ms = Math.round(performance.now() - startedAt);
    if (outcome === 'late') log.error({ part: name, ms }, 'part hangs at stop and is left behind');
    else log.debug({ part: name, ms }, 'part stopped');
  } catch (error) {
    wideLine.failure(log, error, { what: `stop ${name}` });
  } finally {
    clearTimeout(timer);
  }
}
