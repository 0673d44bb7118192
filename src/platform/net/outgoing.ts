import { AppError, type ErrorCode } from '#kernel';
import { type Log, wideLine } from '#platform/log';
import type { Abortable } from './transport.ts';
import { type Body, createTransport, type WireAnswer, WireFailure } from './transport.ts';

export interface OutgoingDeps {
  log: Log;
  service: string;
  proxyUrl?: string | undefined;
  /** Over the whole call, the last byte of the answer included. */
  timeoutMs?: number;
  maxBytes?: number;
  /** Operations that run all the time; their successes are told at debug level. */
  routine?: readonly string[];
}

export interface Call {
  url: string;
  method?: string | undefined;
  headers?: Record<string, string> | undefined;
  body?: Body | undefined;
  signal?: Abortable | undefined;
  timeoutMs?: number | undefined;
  maxBytes?: number | undefined;
  /** What is done there, in the service's own word; the last part of the path when absent. */
  operation?: string | undefined;
  attempt?: number | undefined;
}

export interface Outgoing {
  /** Every answer that came, whatever its status; throws an AppError when none came. */
  call(call: Call): Promise<WireAnswer>;
  stop(): void;
}

const defaultTimeoutMs = 90_000;
const defaultMaxBytes = 32 * 1024 * 1024;

const codes = {
  timeout: 'timeout',
  unreachable: 'unreachable',
  too_large: 'wire_changed',
  aborted: 'timeout',
} as const satisfies Record<WireFailure['reason'], ErrorCode>;

export function createOutgoing(deps: OutgoingDeps): Outgoing {
  const transport = createTransport(deps);
  const routine = new Set(deps.routine);

  const call = async (given: Call): Promise<WireAnswer> => {
    const url = new URL(given.url);
    const startedAt = performance.now();
    const method = given.method ?? 'GET';
    const operation = given.operation ?? lastPart(url);
    const attempt = given.attempt ?? 1;
    const facts = { service: deps.service, operation, method, target: targetOf(url), attempt };
    const passed = () => Math.round((performance.now() - startedAt) * 10) / 10;
    try {
      const answer = await transport.send({
        url,
        method,
        headers: withLength(given),
        body: given.body,
        signal: given.signal,
        timeoutMs: given.timeoutMs ?? deps.timeoutMs ?? defaultTimeoutMs,
        maxBytes: given.maxBytes ?? deps.maxBytes ?? defaultMaxBytes,
      });
      const { status } = answer;
      const isRoutine = routine.has(operation);
      const sizeBytes = answer.body.length;
      wideLine.outgoing(deps.log, { ...facts, status, ms: passed(), sizeBytes, isRoutine });
      return answer;
    } catch (error) {
      if (!(error instanceof WireFailure)) throw error;
      const { reason } = error;
      const failed = {
        ...facts,
        ms: passed(),
        sizeBytes: 0,
        code: reason,
        isRoutine: routine.has(operation),
      };
      wideLine.outgoing(deps.log, { ...failed, cause: describeCause(error.cause) });
      const details = { service: deps.service, operation, reason };
      throw new AppError(codes[reason], details, { cause: error });
    }
  };

  return {
    call,
    stop: () => transport.close(),
  };
}

/** Without query and with the token of a bot's address hidden: secrets travel in both. */
const targetOf = (url: URL): string =>
  `${url.origin}${url.pathname.replace(/\/bot\d*:[^/]+/, '/bot[masked]')}`;

const lastPart = ({ pathname }: URL): string =>
  pathname.split('/').findLast((part) => part !== '') ?? '/';

function withLength({ headers = {}, body }: Call): Record<string, string> {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return headers;
  return { ...headers, 'content-length': String(Buffer.byteLength(body)) };
}

function describeCause(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
