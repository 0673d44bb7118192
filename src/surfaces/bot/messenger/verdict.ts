import { GrammyError } from 'grammy';
import { isAppError } from '#kernel';
import { wasNeverSent } from '#surfaces/bot/api';
import { innermost, judgeFailure } from '../failure.ts';

export type Verdict =
  /** Telegram asked for silence in this chat. */
  | { kind: 'wall'; ms: number }
  /** This person cannot be written to. */
  | { kind: 'unreachable' }
  /** It was not said, and will be. */
  | { kind: 'again' }
  /** Nobody knows whether it was said: it is said again, and counted. */
  | { kind: 'unsure' }
  /** Telegram takes it in no form, however often it is asked. */
  | { kind: 'refused' }
  | { kind: 'bug' };

export interface Judge {
  isPassing: (error: unknown) => boolean;
}

/** What the failure of sending one message means for it. */
export function judgeSending({ isPassing }: Judge, thrown: unknown, wireError: unknown): Verdict {
  const error = innermost(thrown, wireError);
  if (error instanceof GrammyError && error.error_code === 429)
    return { kind: 'wall', ms: 1_000 * (error.parameters.retry_after ?? 1) };
  // 401 and 404 are about the bot, 500 is Telegram's own word that it did nothing.
  if (error instanceof GrammyError && [401, 404, 500].includes(error.error_code))
    return { kind: 'again' };
  if (wasNeverSent(error)) return { kind: 'again' };
  const failure = judgeFailure(error, isPassing);
  if (failure === 'unreachable' || failure === 'again' || failure === 'unsure')
    return { kind: failure };
  return { kind: error instanceof GrammyError ? 'refused' : 'bug' };
}

/** The form is refused, not the person: another form may do. */
export const isRefusedForm = (error: unknown): boolean =>
  error instanceof GrammyError &&
  (error.error_code === 413 ||
    (error.error_code === 400 && !/chat not found|PEER_ID_INVALID/.test(error.description)));

/** The bytes are not here: they never will be, in whatever form. */
export const isGoneFile = (error: unknown): boolean =>
  isAppError(error, 'gone') || isAppError(error, 'not_found');
