import type { Log } from '#platform/log';

export interface Supervised {
  log: Log;
  stop(): Promise<void>;
  /** Signals this close together are one: Ctrl+C reaches us from the terminal, from npm and from node --watch. */
  sameMs?: number;
  /** Who started this process and passes signals on to it: once it is gone, nobody else would end us. */
  parentPid?: number | undefined;
}

const signals = { SIGINT: 2, SIGTERM: 15 } as const;
type Signal = keyof typeof signals;

const defaultSameMs = 500;
const lookEveryMs = 250;

/** The first signal stops cleanly, the second exits at once; a crash is logged, stops cleanly and exits 1. */
export function supervise({ log, stop, sameMs = defaultSameMs, parentPid }: Supervised): void {
  let isStopping = false;
  let stoppedAt = 0;
  let exitCode = 0;

  const end = () => {
    isStopping = true;
    stoppedAt = performance.now();
    void stop().finally(() => process.exit(exitCode));
  };

  const onSignal = (signal: Signal) => {
    if (isStopping) {
      if (performance.now() - stoppedAt < sameMs) return;
      log.warn({ signal }, 'second signal: exit at once');
      process.exit(128 + signals[signal]);
    }
    log.info({ signal }, 'stopping');
    end();
  };

  const onCrash = (kind: string) => (error: unknown) => {
    log.fatal({ err: error, kind }, 'crash');
    exitCode = 1;
    if (!isStopping) end();
  };

  const lookForParent = () => {
    if (isStopping || process.ppid === parentPid) return;
    log.warn({ parentPid }, 'whoever started this is gone: stopping');
    end();
  };

  if (parentPid !== undefined) setInterval(lookForParent, lookEveryMs).unref();
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('uncaughtException', onCrash('uncaughtException'));
  process.on('unhandledRejection', onCrash('unhandledRejection'));
}
