import type { z } from 'zod';
import { AppError } from '#kernel';
import { createOutgoing, type OutgoingDeps } from './outgoing.ts';
import type { WireAnswer } from './transport.ts';

export interface FetchJsonOptions<T> {
  schema: z.ZodType<T>;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  timeoutMs: number;
  maxBytes?: number;
  operation: string;
  attempt?: number;
}

export type FetchJson = <T>(url: string, options: FetchJsonOptions<T>) => Promise<T>;

const defaultMaxBytes = 8 * 1024 * 1024;

/** Asks and parses; what went wrong is an AppError: timeout, unreachable, rate_limited, unavailable, upstream_rejected, wire_changed. */
export function createFetchJson(deps: OutgoingDeps): FetchJson {
  const outgoing = createOutgoing(deps);
  const { service } = deps;
  return async (url, { schema, body, headers, operation, ...rest }) => {
    const answer = await outgoing.call({
      maxBytes: defaultMaxBytes,
      ...rest,
      url,
      operation,
      headers: {
        accept: 'application/json',
        'accept-encoding': 'gzip, deflate, br',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const where = { service, operation, status: answer.status };
    if (answer.status < 200 || answer.status > 299) throw refusal(answer, where);
    const parsed = schema.safeParse(parseJson(answer, where));
    if (parsed.success) return parsed.data;
    // Where it differs, not what was there: the answer may hold anything.
    const differs = parsed.error.issues
      .slice(0, 5)
      .map(({ path, code }) => `${path.join('.')}: ${code}`);
    throw new AppError('wire_changed', { ...where, differs });
  };
}

function parseJson(answer: WireAnswer, where: Record<string, unknown>): unknown {
  try {
    return JSON.parse(answer.body.toString('utf8'));
  } catch (cause) {
    const type = answer.headers['content-type'];
    throw new AppError('wire_changed', { ...where, type }, { cause });
  }
}

const longestExcerpt = 300;

function refusal(answer: WireAnswer, where: Record<string, unknown>): AppError {
  const retryAfterMs = retryAfter(answer.headers);
  const body = answer.body.toString('utf8').slice(0, longestExcerpt);
  const details = { ...where, body, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  if (answer.status === 429) return new AppError('rate_limited', details);
  if (answer.status >= 500) return new AppError('unavailable', details);
  // A redirect that was not followed is not an answer either.
  return new AppError(answer.status < 400 ? 'wire_changed' : 'upstream_rejected', details);
}

/** Seconds or a date, as RFC 9110 has it. */
function retryAfter(headers: Record<string, string>): number | undefined {
  const header = headers['retry-after']?.trim();
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  // The server's own clock on both sides: ours may differ from it.
  const waitMs = Date.parse(header) - Date.parse(headers.date ?? '');
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}
