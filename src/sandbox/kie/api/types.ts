import type { Arrival } from '#sandbox/kie/world';

/** A call as the handlers see it; the key was already looked at. */
export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly arrival: Arrival;
}

/** The shape of every answer; the HTTP status is 200 whatever the code. */
export interface Envelope {
  readonly code: number;
  readonly msg: string;
  readonly data?: unknown;
  readonly success?: boolean;
}

export const ok = (data: unknown): Envelope => ({ code: 200, msg: 'success', data });
export const refused = (code: number, msg: string): Envelope => ({ code, msg, data: null });

/** Undefined when the body is no JSON object. */
export function readBody({ bytes }: Pick<ApiCall, 'bytes'>): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
