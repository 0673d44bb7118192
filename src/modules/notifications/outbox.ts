import type { Clock } from '#kernel';
import type { Db } from '#platform/db';
import type { Log } from '#platform/log';
import { priorities, progressKey } from './plan.ts';
import { claimRows, listOrphans, type OutboxRow, raiseLive } from './store/claim.ts';
import {
  delayRecipient,
  endLive,
  findLive,
  hasEnded,
  listMessages,
  listParked,
  type Mine,
  markDropped,
  markLater,
  markPart,
  markSent,
  markShown,
  parkRecipient,
  wakeRecipient,
} from './store/mark.ts';

/** A message to be sent: what it is about and to whom. */
export type OutboxMessage = Omit<OutboxRow, 'state' | 'key' | 'endedAt'>;

export interface OutboxDeps {
  db: Db;
  clock: Clock;
  log: Log;
}

// A row whose sending kills the process would do so for ever.
const mostRepeats = 5;

/** The verbs of whoever sends. All of a row's marks are refused once another holder of the seat has taken it over. */
export function createOutbox({ db, clock, log }: OutboxDeps) {
  const now = () => clock.now();
  return {
    /** The next ones, at most one of a person, none of the busy. */
    claim: (input: {
      epoch: number;
      most: number;
      busy: readonly string[];
    }): Promise<OutboxMessage[]> => claimRows(db, { ...input, now: now() }),

    /** What is shown and changes with time comes up again. */
    raise: (): Promise<number> => raiseLive(db, now()),

    /** Before a sender begins: what another one left in the middle is begun once more, and counted. */
    recover: async (): Promise<number> => {
      const orphans = await listOrphans(db);
      for (const row of orphans) {
        if (row.repeats < mostRepeats) {
          await markLater(db, row, { dueAt: now(), isFailed: false, isRepeat: true });
          continue;
        }
        log.error({ outboxId: row.id, kind: row.kind }, 'a message was never sent to its end');
        await markDropped(db, row, { reason: 'poison', now: now() });
      }
      return orphans.length;
    },

    partSent: (row: Mine, messageIds: number[][]): Promise<boolean> =>
      markPart(db, row, messageIds),
    sent: (row: Mine, messageIds: number[][]): Promise<boolean> =>
      markSent(db, row, { messageIds, now: now() }),
    /** It stands in the chat and lives on. */
    shown: (
      row: Mine & Pick<OutboxRow, 'rev'>,
      input: { messageIds: number[][]; shown: string | null; lookAt: Date },
    ): Promise<boolean> => markShown(db, row, { ...input, rev: row.rev, now: now() }),
    /** `isRepeat`: it may have been seen already. */
    later: (
      row: Mine,
      input: { dueAt: Date; isFailed?: boolean; isRepeat?: boolean },
    ): Promise<boolean> => markLater(db, row, { isFailed: false, isRepeat: false, ...input }),
    drop: (row: Mine, reason: string): Promise<boolean> =>
      markDropped(db, row, { reason, now: now() }),

    /** Telegram asked for silence in this chat. */
    delay: (recipient: string, until: Date): Promise<void> => delayRecipient(db, recipient, until),
    /** Somebody cannot be written to: all that is for them waits until they are back. */
    park: (recipient: string): Promise<void> => parkRecipient(db, recipient),
    wake: (recipient: string): Promise<number> => wakeRecipient(db, recipient, now()),
    /** For whom something waits. */
    parked: (limit: number): Promise<string[]> => listParked(db, limit),

    /** The live message of a generation or batch. */
    findStatus: (subjectId: string): Promise<OutboxMessage | undefined> =>
      findLive(db, progressKey(subjectId)),
    /** The news of its end were told, or are dropped. */
    isTold: (subjectId: string): Promise<boolean> =>
      hasEnded(db, subjectId, priorities['generation.result']),
    /** All messages in the chat that show it. */
    messagesOf: (of: { userId: string; subjectId: string }): Promise<number[]> =>
      listMessages(db, of),
    endStatus: (subjectId: string): Promise<void> => endLive(db, progressKey(subjectId), now()),
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
