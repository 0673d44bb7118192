import type { SandboxClock } from '#sandbox/clock';
import type { Arrival, FaultTarget, World } from '#sandbox/stoloto/world';

/** Hands to break things with. Faults strike the next call that fits, once unless `times` says more. */
export interface StolotoControl {
  readonly clock: SandboxClock;
  failNext(input: FaultTarget & { status: number }): void;
  /** Status 200 with a page of a protection instead of JSON. */
  answerHtml(target?: FaultTarget): void;
  /** No answer, the socket stays open. */
  hang(target?: FaultTarget): void;
  /** The socket closes without an answer. */
  drop(target?: FaultTarget): void;
  slow(input: FaultTarget & { ms: number }): void;
  /** A held draw (the newest unless said) comes in a shape nobody has seen. */
  reshape(input: FaultTarget & { code: string; number?: number | undefined }): void;
  /** A field is gone from the answer. */
  leaveOut(input: FaultTarget & { field: string }): void;
  forbid(input: { on: boolean }): void;
  setDown(input: { on: boolean }): void;
  setLimits(input: { on: boolean }): void;
  rename(input: { code: string; title: string }): void;
  /** The game goes on under another code; the old one is no longer on sale and its archive stops. */
  renameCode(input: { from: string; to: string }): void;
  arrivals(): readonly Arrival[];
  /** Forgets names, faults and arrivals. */
  reset(): void;
}

export function createControl(world: World): StolotoControl {
  const { faults, settings } = world;
  return {
    clock: world.clock,
    failNext: ({ status, ...target }) => faults.add(target, { kind: 'status', status }),
    answerHtml: (target = {}) => faults.add(target, { kind: 'html' }),
    hang: (target = {}) => faults.add(target, { kind: 'hang' }),
    drop: (target = {}) => faults.add(target, { kind: 'drop' }),
    slow: ({ ms, ...target }) => faults.add(target, { kind: 'slow', ms }),
    reshape: ({ code, number, ...target }) => faults.add(target, { kind: 'shape', code, number }),
    leaveOut: ({ field, ...target }) => faults.add(target, { kind: 'without', field }),
    forbid: ({ on }) => {
      settings.isForbidden = on;
    },
    setDown: ({ on }) => {
      settings.isDown = on;
    },
    setLimits: ({ on }) => {
      settings.hasLimits = on;
    },
    rename: ({ code, title }) => world.rename(code, title),
    renameCode: ({ from, to }) => world.renameCode(from, to),
    arrivals: world.arrivals.list,
    reset: world.reset,
  };
}
