/** Why a generation FAILED: the closed set that texts are written for. */
export const failCodes = [
  /** The person asked to be forgotten while it was being made; nobody is told. */
  'forgotten',
  'input_rejected',
  'input_unreadable',
  'prompt_rejected',
  'provider_busy',
  'provider_failed',
  'provider_off',
  'provider_paused',
  'provider_unauthorized',
  'provider_uncertain',
  'provider_unfunded',
  /** It was made, and what was made could not be fetched. */
  'result_lost',
  'timed_out',
] as const;

export type FailCode = (typeof failCodes)[number];

/** Rows of a newer process may know a code that this one does not. */
export const toFailCode = (text: string): FailCode =>
  failCodes.find((code) => code === text) ?? 'provider_failed';
