import type { KieControl } from '#sandbox/kie';
import type { Arrival } from './arrivals.ts';
import type { Blow } from './town.ts';

export interface MadeTask {
  taskId: string;
  /** A row names it. */
  isKnown: boolean;
  call: Pick<Arrival, 'wallAt' | 'fault'> | undefined;
  tries: readonly Pick<ReturnType<KieControl['callbacks']>[number], 'outcome' | 'status'>[];
}

// The answer may wait in a process that is busy, or for a database that is away.
const keptMs = 20_000;
// Who makes paid calls, and where the name is kept.
const isOfCaller = ({ what, whom }: Blow): boolean => what === 'postgres' || /^worker/.test(whom);
const lostFaults = ['lose', 'garbage'];
// A kill of whoever listens leaves it unreachable; without the database the answer is to come again later.
const lostStatuses = [503];

/** Neither its name nor a callback ever came through, and both were this chaos' doing. */
export function isMissed({ isKnown, call, tries }: MadeTask, blows: readonly Blow[]): boolean {
  if (isKnown || !call) return false;
  const { wallAt, fault } = call;
  const isNameLost =
    lostFaults.includes(fault ?? '') ||
    blows.some((blow) => isOfCaller(blow) && blow.at <= wallAt + keptMs && blow.until >= wallAt);
  const isEachLost = tries.every(
    ({ outcome, status }) =>
      outcome === 'dropped' ||
      outcome === 'unreachable' ||
      outcome === 'held' ||
      (outcome === 'refused' && lostStatuses.includes(status ?? 0)),
  );
  return isNameLost && isEachLost;
}
