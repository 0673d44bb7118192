import type { Envelope } from './verdict.ts';

/** What Telegram confirmed on behalf of one update, call by call. */
export interface Confirmed {
  /** The answer an earlier run of this update got to the very same call, once. */
  take(call: string): Envelope | undefined;
  add(call: string, envelope: Envelope): void;
  /** For the run after this one. */
  again(): Confirmed;
}

/** A handler that must run again because the database was away, or another was first, says nothing twice. */
export function createConfirmed(earlier: ReadonlyMap<string, readonly Envelope[]> = new Map()) {
  const left = new Map([...earlier].map(([call, answers]) => [call, [...answers]]));
  const all = new Map<string, Envelope[]>();
  const confirmed: Confirmed = {
    take: (call) => left.get(call)?.shift(),
    add: (call, envelope) => void all.set(call, [...(all.get(call) ?? []), envelope]),
    // That run may have come less far than the one before it.
    again: () => {
      const longer = [...earlier].filter(
        ([call, kept]) => kept.length > (all.get(call)?.length ?? 0),
      );
      return createConfirmed(new Map([...all, ...longer]));
    },
  };
  return confirmed;
}
