/** Every refusal the product can give on purpose. All else is a bug and is not caught. */
export const errorCodes = [
  'already_submitted',
  'bad_request',
  'body_too_large',
  'conflict',
  'exceeds_hold',
  'file_kind',
  'file_link',
  'file_too_big',
  'file_unreadable',
  'forbidden',
  'gone',
  'hold_closed',
  'input_rejected',
  'input_unreadable',
  'insufficient_credits',
  'internal',
  'key_reused',
  'method_not_allowed',
  'not_found',
  'prompt_rejected',
  'provider_busy',
  'provider_failed',
  'provider_off',
  'provider_paused',
  'provider_unauthorized',
  'provider_uncertain',
  'provider_unfunded',
  'rate_limited',
  'storage_full',
  'timeout',
  'too_early',
  'unauthorized',
  'unavailable',
  'unreachable',
  'unsupported_media_type',
  'upstream_rejected',
  'wire_changed',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    details: Readonly<Record<string, unknown>> = {},
    options: { cause?: unknown } = {},
  ) {
    super(code, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}
