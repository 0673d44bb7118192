import type { Log } from './log.ts';

/** One wide line for each thing that happened; the shape of each kind is decided here and nowhere else. */
export interface UpdateFacts {
  updateId: number;
  type: string;
  outcome: 'ok' | 'ignored' | 'limited' | 'failed';
  ms: number;
  attempt?: number | undefined;
  userId?: string | undefined;
  chatId?: number | undefined;
  feature?: string | undefined;
  waitedMs?: number | undefined;
  /** The code the person was shown when it failed. */
  errorCode?: string | undefined;
}

export interface RequestFacts {
  requestId: string;
  method: string;
  path: string;
  status: number;
  ms: number;
  requestBytes?: number | undefined;
  sizeBytes?: number | undefined;
  userId?: string | undefined;
  code?: string | undefined;
  isRoutine?: boolean | undefined;
}

export interface FrameFacts {
  connectionId: string;
  direction: 'in' | 'out';
  path: string;
  code: string;
  sizeBytes: number;
  ms?: number | undefined;
  userId?: string | undefined;
}

export interface OutgoingFacts {
  service: string;
  operation: string;
  method: string;
  target: string;
  /** Absent when no answer came. */
  status?: number | undefined;
  ms: number;
  attempt: number;
  sizeBytes: number;
  code?: string | undefined;
  /** What the socket said when no answer came. */
  cause?: string | undefined;
  /** Calls that happen all the time and say nothing when they succeed. */
  isRoutine?: boolean | undefined;
}

export interface FailureFacts extends Record<string, unknown> {
  /** What was being done: `update`, `job generation.run`, `refresh catalogue`. */
  what: string;
}

export const wideLine = {
  update: (log: Log, facts: UpdateFacts): void =>
    facts.outcome === 'failed' ? log.error(facts, 'update') : log.info(facts, 'update'),
  request: (log: Log, { isRoutine, ...facts }: RequestFacts): void => {
    // Whoever asks again is let in: that is not a bug.
    if (facts.status === 503) log.warn(facts, 'http request');
    else if (facts.status >= 500) log.error(facts, 'http request');
    else if (isRoutine) log.debug(facts, 'http request');
    else log.info(facts, 'http request');
  },
  frame: (log: Log, facts: FrameFacts): void => log.info(facts, 'websocket frame'),
  outgoing: (log: Log, { isRoutine, ...facts }: OutgoingFacts): void => {
    // An abort is our own doing: a stop, or an answer nobody waits for any more.
    const ok = facts.code === 'aborted' || (facts.code === undefined && Number(facts.status) < 400);
    if (!ok) log.warn(facts, 'outgoing call');
    else if (isRoutine) log.debug(facts, 'outgoing call');
    else log.info(facts, 'outgoing call');
  },
  failure: (log: Log, error: unknown, facts: FailureFacts): void =>
    log.error({ ...facts, err: error }, 'failure'),
};
