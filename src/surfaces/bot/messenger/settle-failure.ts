import type { Clock } from '#kernel';
import type { Outbox, OutboxMessage } from '#modules/notifications';
import type { Users } from '#modules/users';
import type { Log } from '#platform/log';
import { innermost } from '../failure.ts';
import type { Addressee } from './message.ts';
import { judgeSending } from './verdict.ts';

export interface SettleFailureDeps {
  outbox: Outbox;
  users: Pick<Users, 'markUnreachable'>;
  clock: Clock;
  log: Log;
  isPassing: (error: unknown) => boolean;
  signal: AbortSignal;
}

export interface Failed {
  row: OutboxMessage;
  to: Addressee;
  wireError: unknown;
}

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
const longestMs = 3 * 24 * 60 * 60 * 1_000;
const mostBugs = 5;

/** What was not said waits for its time, for its person, or is given up and told to the operator. */
export async function settleFailure(
  deps: SettleFailureDeps,
  { row, to, wireError }: Failed,
  thrown: unknown,
): Promise<void> {
  const { outbox, log, clock } = deps;
  const verdict = judgeSending(deps, thrown, wireError);
  const facts = { outboxId: row.id, kind: row.kind, subjectId: row.subjectId };
  const after = (ms: number) => new Date(clock.now().getTime() + ms);
  const isOld = clock.now().getTime() - row.createdAt.getTime() > longestMs;
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(10, row.attempts));

  if (verdict.kind === 'wall') {
    await outbox.delay(row.recipient, after(verdict.ms));
    await outbox.later(row, { dueAt: after(verdict.ms) });
    log.warn({ ...facts, ms: verdict.ms }, 'Telegram asked for silence in a chat');
  } else if (verdict.kind === 'unreachable') {
    await deps.users.markUnreachable(to.chatId);
    await outbox.park(row.recipient);
  } else if (
    verdict.kind === 'refused' ||
    isOld ||
    (isBug(verdict) && row.attempts + 1 >= mostBugs)
  ) {
    log.error({ ...facts, err: innermost(thrown, wireError) }, 'a message cannot be sent');
    await outbox.drop(row, isOld ? 'too_old' : verdict.kind);
  } else {
    if (deps.signal.aborted && verdict.kind === 'unsure') return;
    const isRepeat = verdict.kind === 'unsure';
    const line = { ...facts, err: innermost(thrown, wireError), isRepeat, attempts: row.attempts };
    if (isBug(verdict)) log.error(line, 'a message could not be made');
    else log.warn(line, 'a message is sent again later');
    await outbox.later(row, { dueAt: after(pauseMs), isFailed: true, isRepeat });
  }
}

const isBug = ({ kind }: { kind: string }): boolean => kind === 'bug';
