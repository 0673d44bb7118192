import { randomInt } from 'node:crypto';
import { BotError, GrammyError, HttpError } from 'grammy';
import { isAppError } from '#kernel';

/** What the error is about, out of whatever grammY and its plugins wrapped it in. */
export function innermost(error: unknown, wireError?: unknown): unknown {
  if (error instanceof BotError) return innermost(error.error, wireError);
  if (error instanceof HttpError) return wireError ?? innermost(error.error);
  return error;
}

export type Failure =
  /** Run again later: it passes by itself, or another process does it. */
  | 'again'
  /** The person cannot be written to. */
  | 'unreachable'
  /** Telegram did not say whether the answer arrived. */
  | 'unsure'
  | 'failed';

export function judgeFailure(error: unknown, isPassing: (error: unknown) => boolean): Failure {
  if (error instanceof GrammyError) return judgeRefusal(error);
  // A conflict: another writer was first, and the next run sees what that one left. The inbox counts such failures.
  if (isPassing(error) || isAppError(error, 'unavailable') || isAppError(error, 'conflict'))
    return 'again';
  if (isHung(error)) return 'failed';
  return isAppError(error, 'timeout') || isAppError(error, 'unreachable') ? 'unsure' : 'failed';
}

/** The handler itself never ended. */
export const isHung = (error: unknown): boolean =>
  isAppError(error, 'timeout') && error.details.isHung === true;

const gone = ['chat not found', 'PEER_ID_INVALID'];

function judgeRefusal({ error_code: code, description }: GrammyError): Failure {
  if (code === 429) return 'again';
  if (code === 403 || gone.some((text) => description.includes(text))) return 'unreachable';
  return code >= 500 ? 'unsure' : 'failed';
}

// No 0, O, 1, I: people read the code aloud.
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

export const makeErrorCode = (): string =>
  Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('');
