import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { AppError, type ErrorCode, errorCodes, isAppError } from '#kernel';
import { type Log, wideLine } from '#platform/log';
import { type HttpEnv, withoutSecret } from './trace.ts';

/** The one table: what a refusal of ours is in HTTP. */
const statuses: Record<ErrorCode, ContentfulStatusCode> = {
  already_submitted: 409,
  bad_request: 400,
  body_too_large: 413,
  conflict: 409,
  exceeds_hold: 409,
  file_kind: 400,
  file_link: 400,
  file_too_big: 413,
  file_unreadable: 400,
  forbidden: 403,
  gone: 410,
  hold_closed: 409,
  input_rejected: 422,
  input_unreadable: 422,
  insufficient_credits: 402,
  internal: 500,
  key_reused: 409,
  method_not_allowed: 405,
  not_found: 404,
  prompt_rejected: 422,
  provider_busy: 503,
  provider_failed: 502,
  provider_off: 503,
  provider_paused: 503,
  provider_unauthorized: 503,
  provider_uncertain: 502,
  provider_unfunded: 503,
  rate_limited: 429,
  storage_full: 507,
  timeout: 504,
  too_early: 425,
  unauthorized: 401,
  unavailable: 503,
  unreachable: 502,
  unsupported_media_type: 415,
  upstream_rejected: 502,
  wire_changed: 502,
};

const codeByStatus = new Map<number, ErrorCode>(
  errorCodes.toReversed().map((code) => [statuses[code], code]),
);

export interface ErrorBody {
  error: { code: ErrorCode; requestId: string };
}

export const errorBody = (code: ErrorCode, requestId: string): ErrorBody => ({
  error: { code, requestId },
});

export interface ErrorDeps {
  log: Log;
  /** Nobody's fault and over soon, such as a database that is away: the same request again may succeed. */
  isPassing: (error: unknown) => boolean;
}

const passingMs = 5_000;

export function createErrorHandlers({ log, isPassing }: ErrorDeps) {
  const answer = (c: Context<HttpEnv>, code: ErrorCode) => {
    c.set('errorCode', code);
    return c.json(errorBody(code, c.get('requestId')), statuses[code]);
  };
  return {
    notFound: (c: Context<HttpEnv>) => answer(c, 'not_found'),
    onError: (given: Error, c: Context<HttpEnv>) => {
      const error = isPassing(given) ? new AppError('unavailable', {}, { cause: given }) : given;
      const code = codeOf(error);
      const { method, path } = c.req;
      const facts = { method, path: withoutSecret(path), requestId: c.get('requestId') };
      if (code === 'internal') wideLine.failure(log, error, { what: 'http request', ...facts });
      if (code === 'unavailable') log.warn({ ...facts, err: error }, 'refused for a while');
      for (const [name, value] of Object.entries(headersOf(error))) c.header(name, value);
      return answer(c, code);
    },
  };
}

function codeOf(error: Error): ErrorCode {
  if (isAppError(error)) return error.code;
  if (!(error instanceof HTTPException)) return 'internal';
  return codeByStatus.get(error.status) ?? 'bad_request';
}

function headersOf(error: Error): Record<string, string> {
  if (!(error instanceof AppError)) return {};
  const { allow, retryAfterMs = error.code === 'unavailable' ? passingMs : undefined } =
    error.details;
  return {
    ...(typeof allow === 'string' && { allow }),
    ...(typeof retryAfterMs === 'number' && {
      'retry-after': String(Math.ceil(retryAfterMs / 1000)),
    }),
    // The rest of the body is still coming; nobody will read it.
    ...(error.code === 'body_too_large' && { connection: 'close' }),
  };
}
