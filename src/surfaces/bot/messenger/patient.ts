import { setTimeout as sleep } from 'node:timers/promises';
import type { Outbox } from '#modules/notifications';
import type { Users } from '#modules/users';

const pauseMs = 500;

export interface Patience {
  isPassing: (error: unknown) => boolean;
  signal: AbortSignal;
}

type Addresses = Pick<Users, 'findUser' | 'markUnreachable'>;

/** The database may go away for a while: what was said must be marked as said all the same, or it is said again. */
export function patient(outbox: Outbox, patience: Patience): Outbox {
  const wait = waiting(patience);
  return {
    claim: wait(outbox.claim),
    raise: wait(outbox.raise),
    recover: wait(outbox.recover),
    partSent: wait(outbox.partSent),
    sent: wait(outbox.sent),
    shown: wait(outbox.shown),
    later: wait(outbox.later),
    drop: wait(outbox.drop),
    delay: wait(outbox.delay),
    park: wait(outbox.park),
    wake: wait(outbox.wake),
    parked: wait(outbox.parked),
    findStatus: wait(outbox.findStatus),
    endStatus: wait(outbox.endStatus),
    isTold: wait(outbox.isTold),
    messagesOf: wait(outbox.messagesOf),
  };
}

/** Whose message was taken up must be found, or it lies about until the next term. */
export function patientWith(users: Addresses, patience: Patience): Addresses {
  const wait = waiting(patience);
  return { findUser: wait(users.findUser), markUnreachable: wait(users.markUnreachable) };
}

const waiting =
  ({ isPassing, signal }: Patience) =>
  <In extends unknown[], Out>(act: (...input: In) => Promise<Out>) =>
  async (...input: In): Promise<Out> => {
    for (;;) {
      try {
        return await act(...input);
      } catch (error) {
        if (signal.aborted || !isPassing(error)) throw error;
        await rest(pauseMs, signal);
      }
    }
  };

export async function rest(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { ...(signal && { signal }), ref: false }).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
  });
}
