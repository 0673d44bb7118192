import { AsyncLocalStorage } from 'node:async_hooks';
import type { Locale } from '#kernel';
import { type Confirmed, createConfirmed } from './confirmed.ts';

/** What has happened so far on behalf of one update, wherever its answers are sent from. */
export interface UpdateScope {
  arrivedAt: Date;
  /** Whoever paces its own calls: they are not counted again, never wait at a wall and are never repeated here. */
  isPaced: boolean;
  /** The chat of calls whose body is a stream and cannot be read. */
  place: string | undefined;
  /** More than 1: an earlier run died or was cut short, perhaps after half its work. */
  attempt: number;
  userId: string | undefined;
  locale: Locale | undefined;
  /** performance.now() after which nothing is tried again. */
  deadlineAt: number;
  /** Calls that reached Telegram and said something to a person. */
  answers: number;
  isPressAnswered: boolean;
  /** The part of the bot that took the update; for its log line. */
  feature: string | undefined;
  outcome: 'ok' | 'ignored' | 'limited';
  /** The first error of a conversation's outside touch, with its type. */
  thrown: unknown;
  confirmed: Confirmed;
  /** Why the last call got no answer. A conversation turns it into text, and its kind would be lost. */
  wireError: unknown;
}

const scopes = new AsyncLocalStorage<UpdateScope>();

export const currentScope = (): UpdateScope | undefined => scopes.getStore();

export const runInScope = <T>(scope: UpdateScope, run: () => Promise<T>): Promise<T> =>
  scopes.run(scope, run);

// A handler has 30 s: 20 for its work with Telegram, the rest to end and to tell that it failed.
const workMs = 20_000;

export const openScope = ({
  arrivedAt,
  attempt,
  confirmed = createConfirmed(),
}: Pick<UpdateScope, 'arrivedAt' | 'attempt'> & Partial<UpdateScope>): UpdateScope => ({
  arrivedAt,
  attempt,
  confirmed,
  isPaced: false,
  place: undefined,
  userId: undefined,
  locale: undefined,
  deadlineAt: performance.now() + workMs,
  answers: 0,
  isPressAnswered: false,
  feature: undefined,
  outcome: 'ok',
  thrown: undefined,
  wireError: undefined,
});

// A large upload takes its time.
const pacedMs = 100_000;

/** For one message of the outbox to this chat. */
export const openPaced = (chatId: number, at: Date): UpdateScope => ({
  ...openScope({ arrivedAt: at, attempt: 1 }),
  isPaced: true,
  place: String(chatId),
  deadlineAt: performance.now() + pacedMs,
});

export function mark(
  change: Partial<Pick<UpdateScope, 'feature' | 'outcome' | 'userId' | 'locale'>>,
): void {
  const scope = currentScope();
  if (scope) Object.assign(scope, change);
}

const speaking = /^(send|edit|copy|forward|delete|answerPreCheckoutQuery)/;

export function noteCall(method: string): void {
  const scope = currentScope();
  if (!scope) return;
  if (method === 'answerCallbackQuery') scope.isPressAnswered = true;
  else if (speaking.test(method) && method !== 'sendChatAction') scope.answers += 1;
}

export function noteWireError(error: unknown): unknown {
  const scope = currentScope();
  if (scope) scope.wireError = error;
  return error;
}
