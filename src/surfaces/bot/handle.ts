import { type Bot, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import { AppError, type Locale, toLocale } from '#kernel';
import type { Users } from '#modules/users';
import type { InboxUpdate } from '#platform/inbox';
import type { Log, wideLine } from '#platform/log';
import { type Confirmed, openScope, runInScope, type UpdateScope } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { asUpdate } from '#surfaces/bot/intake';
import { innermost, isHung, judgeFailure, makeErrorCode } from './failure.ts';
import { messages } from './messages.ts';

export interface HandleDeps {
  bot: Bot<BotContext>;
  log: Log;
  wideLine: Pick<typeof wideLine, 'update' | 'failure'>;
  users: Pick<Users, 'markUnreachable'>;
  /** The database went away or two transactions met: the same update will succeed in a moment. */
  isPassing: (error: unknown) => boolean;
  /** Forgets a question whose state cannot be gone on with. */
  dropQuestion: (key: string) => Promise<void>;
  now: () => Date;
  handlerMs?: number;
}

// Well below the 30 s after which the inbox counts a handler as dead: the failure is still to be told.
const longestMs = 24_000;

type Arrived = Pick<InboxUpdate, 'updateId' | 'key' | 'payload' | 'arrivedAt' | 'attempt'>;

/** One update from the inbox to its answer and its line in the log. Throws only what should be run again. */
export function createHandle(deps: HandleDeps) {
  const unfinished = createUnfinished();
  return async (arrived: Arrived): Promise<void> => {
    const update = asUpdate(arrived.payload);
    const scope = openScope({ ...arrived, ...unfinished.take(arrived.updateId) });
    const startedAt = performance.now();
    let errorCode: string | undefined;
    try {
      await runInScope(scope, async () => {
        try {
          await inTime(deps.bot.handleUpdate(update), deps.handlerMs ?? longestMs);
        } catch (error) {
          try {
            errorCode = await settle(deps, { update, key: arrived.key, scope }, error);
          } catch (again) {
            unfinished.keep(arrived.updateId, scope.confirmed.again());
            throw again;
          }
        }
      });
    } finally {
      deps.wideLine.update(deps.log, {
        updateId: arrived.updateId,
        type: kindOf(update),
        outcome: errorCode === undefined ? scope.outcome : 'failed',
        ms: Math.round((performance.now() - startedAt) * 10) / 10,
        attempt: arrived.attempt,
        userId: scope.userId,
        chatId: chatIdOf(update),
        feature: scope.feature,
        waitedMs: Math.max(0, deps.now().getTime() - arrived.arrivedAt.getTime()),
        errorCode,
      });
    }
  };
}

// What is forgotten first has waited longest, or was handled by another process.
const mostUnfinished = 1_000;

/** What updates that will run again have already said. */
function createUnfinished() {
  const byUpdate = new Map<number, Confirmed>();
  return {
    keep: (updateId: number, confirmed: Confirmed): void => {
      const [oldest] = byUpdate.size >= mostUnfinished ? byUpdate.keys() : [];
      if (oldest !== undefined) byUpdate.delete(oldest);
      byUpdate.set(updateId, confirmed);
    },
    take: (updateId: number): { confirmed?: Confirmed } => {
      const confirmed = byUpdate.get(updateId);
      byUpdate.delete(updateId);
      return confirmed === undefined ? {} : { confirmed };
    },
  };
}

// An API call that throws something of its own inside a conversation hangs it for ever:
// https://github.com/grammyjs/conversations/issues/155
async function inTime(work: Promise<void>, handlerMs: number): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new AppError('timeout', { isHung: true })), handlerMs);
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

interface Case {
  update: Update;
  key: string;
  scope: UpdateScope;
}

/** The code the person was told, when there is something to tell. */
async function settle(deps: HandleDeps, one: Case, thrown: unknown): Promise<string | undefined> {
  const error = innermost(one.scope.thrown ?? thrown, one.scope.wireError);
  const failure = judgeFailure(error, deps.isPassing);
  if (failure === 'again') throw toRetry(error);
  if (failure === 'unreachable') {
    const chatId = chatIdOf(one.update);
    if (chatId !== undefined) await deps.users.markUnreachable(chatId);
    one.scope.feature ??= 'reach';
    return undefined;
  }
  const errorCode = makeErrorCode();
  deps.wideLine.failure(deps.log, error, {
    what: 'update',
    updateId: one.update.update_id,
    type: kindOf(one.update),
    feature: one.scope.feature,
    userId: one.scope.userId,
    errorCode,
  });
  if (isHung(error)) await deps.dropQuestion(one.key);
  await tell(deps, one, { errorCode, failure });
  return errorCode;
}

// The inbox knows how to wait, and does not count it as a failure.
const toRetry = (error: unknown): unknown =>
  error instanceof GrammyError && error.error_code === 429
    ? new AppError(
        'rate_limited',
        { retryAfterMs: 1_000 * (error.parameters.retry_after ?? 1) },
        { cause: error },
      )
    : error;

async function tell(
  { bot, log }: HandleDeps,
  { update, scope }: Case,
  { errorCode, failure }: { errorCode: string; failure: 'unsure' | 'failed' },
): Promise<void> {
  const text = messages[scope.locale ?? localeOf(update)][failure](errorCode);
  const press = update.callback_query;
  const chatId = chatIdOf(update);
  try {
    if (press && !scope.isPressAnswered)
      await bot.api.answerCallbackQuery(press.id, { text, show_alert: true });
    else if (chatId !== undefined && chatId > 0) await bot.api.sendMessage(chatId, text);
  } catch (error) {
    log.warn({ err: innermost(error), errorCode }, 'the person could not be told of the failure');
  }
}

const kindOf = (update: Update): string =>
  Object.keys(update).find((kind) => kind !== 'update_id') ?? 'empty';

const fromOf = (update: Update) =>
  (update.message ?? update.edited_message ?? update.callback_query ?? update.my_chat_member)?.from;

const localeOf = (update: Update): Locale => toLocale(fromOf(update)?.language_code);

const chatIdOf = (update: Update): number | undefined =>
  (
    update.message ??
    update.edited_message ??
    update.callback_query?.message ??
    update.my_chat_member
  )?.chat.id;
