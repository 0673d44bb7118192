import { AppError, type ErrorCode } from '#kernel';
import { isDbGone } from '#platform/db';

/** Whether another attempt may end differently. */
const verdicts: Readonly<Record<ErrorCode, 'retry' | 'final'>> = {
  already_submitted: 'final',
  bad_request: 'final',
  body_too_large: 'final',
  // Another writer was first: the next attempt reads what that one left and decides anew. Attempts are counted.
  conflict: 'retry',
  exceeds_hold: 'final',
  file_kind: 'final',
  file_link: 'final',
  file_too_big: 'final',
  file_unreadable: 'final',
  forbidden: 'final',
  gone: 'final',
  hold_closed: 'final',
  input_rejected: 'final',
  input_unreadable: 'final',
  insufficient_credits: 'final',
  internal: 'retry',
  key_reused: 'final',
  method_not_allowed: 'final',
  not_found: 'final',
  prompt_rejected: 'final',
  provider_busy: 'retry',
  provider_failed: 'final',
  provider_off: 'final',
  provider_paused: 'retry',
  provider_unauthorized: 'final',
  provider_uncertain: 'final',
  provider_unfunded: 'final',
  rate_limited: 'retry',
  storage_full: 'retry',
  timeout: 'retry',
  too_early: 'retry',
  unauthorized: 'final',
  unavailable: 'retry',
  unreachable: 'final',
  unsupported_media_type: 'final',
  upstream_rejected: 'final',
  wire_changed: 'final',
};

export type Failure = { code: ErrorCode; verdict: 'retry' | 'final'; isBug: boolean };

export function judge(error: unknown): Failure {
  if (error instanceof AppError)
    return { code: error.code, verdict: verdicts[error.code], isBug: error.code === 'internal' };
  if (isDbGone(error)) return { code: 'unavailable', verdict: 'retry', isBug: false };
  return { code: 'internal', verdict: 'retry', isBug: true };
}
