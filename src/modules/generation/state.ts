export const statuses = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
export type Status = (typeof statuses)[number];

/** About the paid call; it can only grow within one attempt. */
export const certainties = ['unsubmitted', 'submitting', 'submitted', 'finished'] as const;
export type Certainty = (typeof certainties)[number];

/** Decision 29: who waits in the line waits no longer. */
export const pendingMs = 24 * 60 * 60_000;

export interface State {
  readonly status: Status;
  readonly certainty: Certainty;
}

/**
 * `begin`: the paid call is about to be made. `accepted`: the provider has named the task. `again`: a known, unbilled
 * failure gets another attempt. `back`: its model is under repair, and it waits in the line without holding up others.
 * `done`: the provider has a result. `deliverable`: the result is ours.
 */
export const moves = [
  'begin',
  'accepted',
  'again',
  'back',
  'done',
  'deliverable',
  'fail',
  'cancel',
] as const;
export type MoveName = (typeof moves)[number];

const table: Record<MoveName, { from: readonly State[]; to: Status; certainty?: Certainty }> = {
  begin: {
    from: [{ status: 'PENDING', certainty: 'unsubmitted' }],
    to: 'PROCESSING',
    certainty: 'submitting',
  },
  accepted: {
    from: [{ status: 'PROCESSING', certainty: 'submitting' }],
    to: 'PROCESSING',
    certainty: 'submitted',
  },
  again: {
    from: [
      { status: 'PROCESSING', certainty: 'submitting' },
      { status: 'PROCESSING', certainty: 'submitted' },
    ],
    to: 'PROCESSING',
    certainty: 'submitting',
  },
  back: {
    from: [
      { status: 'PENDING', certainty: 'unsubmitted' },
      { status: 'PROCESSING', certainty: 'submitting' },
      { status: 'PROCESSING', certainty: 'submitted' },
    ],
    to: 'PENDING',
    certainty: 'unsubmitted',
  },
  done: {
    from: [
      // A callback or a look may find the task of a call whose answer was lost.
      { status: 'PROCESSING', certainty: 'submitting' },
      { status: 'PROCESSING', certainty: 'submitted' },
    ],
    to: 'PROCESSING',
    certainty: 'finished',
  },
  deliverable: {
    from: [{ status: 'PROCESSING', certainty: 'finished' }],
    to: 'COMPLETED',
    certainty: 'finished',
  },
  fail: {
    from: [
      { status: 'PENDING', certainty: 'unsubmitted' },
      { status: 'PROCESSING', certainty: 'submitting' },
      { status: 'PROCESSING', certainty: 'submitted' },
      { status: 'PROCESSING', certainty: 'finished' },
    ],
    to: 'FAILED',
  },
  cancel: { from: [{ status: 'PENDING', certainty: 'unsubmitted' }], to: 'CANCELLED' },
};

export const isFinal = (status: Status): boolean =>
  status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED';

/** From where a move may start: the condition of the one UPDATE that makes it. */
export const sourcesOf = (move: MoveName): readonly State[] => table[move].from;

/** What the one UPDATE writes; no certainty: it stays as it was. */
export const targetOf = (move: MoveName): { status: Status; certainty?: Certainty } => {
  const { to, certainty } = table[move];
  return { status: to, ...(certainty && { certainty }) };
};

/** Undefined: this move is not made from here. */
export function moved(state: State, move: MoveName): State | undefined {
  const { from, to, certainty } = table[move];
  const isLegal = from.some(
    (one) => one.status === state.status && one.certainty === state.certainty,
  );
  return isLegal ? { status: to, certainty: certainty ?? state.certainty } : undefined;
}
