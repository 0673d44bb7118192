import type { Api } from 'grammy';
import type { Clock, Locale } from '#kernel';
import type { Notifications, Outbox, OutboxMessage } from '#modules/notifications';
import type { Users } from '#modules/users';
import type { Log } from '#platform/log';
import { openPaced, runInScope } from '#surfaces/bot/api';
import { createBell } from './bell.ts';
import type { Buckets } from './buckets.ts';
import type { MediaDeps } from './media.ts';
import type { Addressee, Render } from './message.ts';
import { createPace } from './pace.ts';
import { patient, patientWith, rest } from './patient.ts';
import { send } from './send.ts';
import { settleFailure } from './settle-failure.ts';

export interface SenderDeps extends Omit<MediaDeps, 'api'> {
  api: Api;
  clock: Clock;
  log: Log;
  notifications: Pick<Notifications, 'outbox' | 'onDue' | 'wake'>;
  users: Pick<Users, 'findUser' | 'markUnreachable'>;
  buckets: Buckets;
  render: Render;
  /** The database went away: the same call will succeed in a moment. */
  isPassing: (error: unknown) => boolean;
}

const mostInFlight = 32;
const raiseEveryMs = 1_000;
const wakeEveryMs = 60_000;
const wakenAtOnce = 100;
const shortestPauseMs = 20;
const stopMs = 3_000;
const stumbleMs = 1_000;
/** Eight edits a minute in a chat: two at once, then one each ten seconds. */
const editPace = { burst: 2, everyMs: 10_000 };
const adminLocale: Locale = 'ru';

export type Sender = ReturnType<typeof createSender>;

/** Sends what the outbox has: results first, everybody in turn, no faster than Telegram lets. Only the seat runs it. */
export function createSender(deps: SenderDeps) {
  const { notifications, buckets, clock, log } = deps;
  const edits = createPace({ ...editPace, clock });

  /** Until the term is over; what nobody foresaw costs a pause and no more. */
  const run = async (epoch: number, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        await serve(epoch, signal);
      } catch (err) {
        log.error({ err }, 'the sender stumbled and begins anew');
        await rest(stumbleMs, signal);
      }
    }
  };

  const serve = async (epoch: number, signal: AbortSignal): Promise<void> => {
    const patience = { isPassing: deps.isPassing, signal };
    const outbox = patient(notifications.outbox, patience);
    const users = patientWith(deps.users, patience);
    const bell = createBell();
    const inFlight = new Map<string, Promise<void>>();
    /** Whose chat it is: a chat that has to wait holds up the claims of its person. */
    const recipients = new Map<string, string>();
    const stopListening = notifications.onDue(bell.ring);

    const start = (row: OutboxMessage): void => {
      buckets.debit(undefined);
      const over = deliver({ ...deps, outbox, users, edits, signal, recipients }, row)
        .catch((err: unknown) => {
          const level = deps.isPassing(err) ? 'warn' : 'error';
          log[level]({ err, outboxId: row.id }, 'a message was left behind');
        })
        .finally(() => {
          inFlight.delete(row.recipient);
          bell.ring();
        });
      inFlight.set(row.recipient, over);
    };

    const busyOnes = (): string[] => {
      const waiting = buckets.waiting();
      for (const chat of recipients.keys()) if (!waiting.has(chat)) recipients.delete(chat);
      return [...new Set([...inFlight.keys(), ...recipients.values()])];
    };

    const turn = async (): Promise<number> => {
      const room = Math.min(mostInFlight - inFlight.size, buckets.free());
      if (room < 1) return 0;
      const rows = await outbox.claim({ epoch, most: room, busy: busyOnes() });
      for (const row of rows) start(row);
      return rows.length;
    };

    try {
      const repeated = await outbox.recover();
      if (repeated > 0) log.warn({ repeated }, 'messages cut off in the middle are sent again');
      const raise = every(raiseEveryMs, () => outbox.raise());
      const wake = every(wakeEveryMs, () => wakeBack(users, outbox));
      while (!signal.aborted) {
        await raise();
        await wake();
        if ((await turn()) > 0) continue;
        await bell.wait(pauseMs(buckets, recipients), signal);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      stopListening();
      await Promise.race([Promise.all(inFlight.values()), rest(stopMs)]);
    }
  };

  return { run };

  function pauseMs(of: Buckets, waiting: ReadonlyMap<string, string>): number {
    const chats = [...waiting.keys()].map((chat) => of.waitMs(chat));
    const soonest = Math.min(raiseEveryMs, ...(of.free() < 1 ? [of.waitMs()] : chats));
    return Math.max(shortestPauseMs, soonest);
  }

  /** Who came back unnoticed, by writing to us. */
  async function wakeBack(users: Pick<Users, 'findUser'>, outbox: Outbox): Promise<void> {
    for (const userId of await outbox.parked(wakenAtOnce)) {
      const user = await users.findUser({ id: userId });
      if (user?.isReachable) await notifications.wake(userId);
    }
  }
}

function every(ms: number, act: () => Promise<unknown>): () => Promise<void> {
  let at = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - at < ms) return;
    at = performance.now();
    await act();
  };
}

type Delivery = SenderDeps & {
  outbox: Outbox;
  edits: ReturnType<typeof createPace>;
  signal: AbortSignal;
  recipients: Map<string, string>;
};

async function deliver(deps: Delivery, row: OutboxMessage): Promise<void> {
  const { buckets, outbox, log } = deps;
  const to = await addresseeOf(deps, row);
  if (to === 'parked') {
    buckets.giveBack();
    return;
  }
  const chat = String(to.chatId);
  if (buckets.waitMs(chat) > 0 && deps.recipients.set(chat, row.recipient)) {
    buckets.giveBack();
    await outbox.later(row, { dueAt: row.dueAt });
    return;
  }
  buckets.debitChat(chat);
  const scope = openPaced(to.chatId, deps.clock.now());
  const startedAt = performance.now();
  try {
    const isSaid = await runInScope(scope, async () => {
      const rendered = await deps.render(row, to);
      return send({ ...deps, turn: (chatId) => takeTurn(buckets, chatId) }, { row, to }, rendered);
    });
    if (!isSaid) buckets.giveBack(chat);
    else if (row.priority < 2)
      log.info(
        {
          outboxId: row.id,
          kind: row.kind,
          subjectId: row.subjectId,
          userId: row.userId,
          repeats: row.repeats,
          ms: Math.round(performance.now() - startedAt),
          waitedMs: Math.max(0, deps.clock.now().getTime() - row.dueAt.getTime()),
        },
        'message sent',
      );
  } catch (error) {
    await settleFailure(deps, { row, to, wireError: scope.wireError }, error);
  } finally {
    if (buckets.waitMs(chat) > 0) deps.recipients.set(chat, row.recipient);
  }
}

async function addresseeOf(
  { users, outbox }: Delivery,
  row: OutboxMessage,
): Promise<Addressee | 'parked'> {
  const user = await users.findUser(
    row.userId === null ? { telegramId: row.telegramId ?? 0 } : { id: row.userId },
  );
  const chatId = row.telegramId ?? user?.telegramId;
  if (chatId === undefined) {
    await outbox.drop(row, 'no_address');
    return 'parked';
  }
  if (row.userId !== null && user?.isReachable === false) {
    await outbox.park(row.recipient);
    return 'parked';
  }
  return { chatId, userId: user?.id, locale: user?.locale ?? adminLocale };
}

async function takeTurn(buckets: Buckets, chatId: number): Promise<void> {
  const chat = String(chatId);
  for (let ms = buckets.waitMs(chat); ms > 0; ms = buckets.waitMs(chat)) await rest(ms);
  buckets.debit(chat);
}
