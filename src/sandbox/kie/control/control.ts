import type { SandboxClock } from '#sandbox/clock';
import type {
  Arrival,
  CallbackTry,
  Durations,
  FaultTarget,
  SpendingLimit,
  Task,
  World,
} from '#sandbox/kie/world';

/** Hands to break things with. Faults strike the next that fits, once unless `times` says more. */
export interface KieControl {
  readonly clock: SandboxClock;
  /** `create` refuses at once, `task` (unless said) fails what was accepted. */
  failNext(input: FaultTarget & { code: number; msg?: string; at?: 'create' | 'task' }): void;
  refuseContent(target?: FaultTarget): void;
  /** The call has its effect, the answer never comes. */
  loseResponse(target?: FaultTarget): void;
  answerGarbage(input?: FaultTarget & { status?: number; body?: string }): void;
  slow(input: FaultTarget & { ms: number }): void;
  neverFinish(target?: FaultTarget): void;
  finishLate(input: FaultTarget & { ms: number }): void;
  /** The record reads as null at first, as it does in life. */
  hideRecord(input: FaultTarget & { ms: number }): void;
  dropCallbacks(target?: FaultTarget): void;
  duplicateCallbacks(input?: FaultTarget & { copies?: number }): void;
  holdCallbacks(): void;
  releaseCallbacks(input?: { order?: 'arrival' | 'reversed' }): Promise<void>;
  callbacksIdle(): Promise<void>;
  /** Ends a task now. */
  finish(input: { taskId: string }): void;
  setBalance(input: { credits: number }): void;
  setSpendingLimit(input: SpendingLimit): void;
  setDurations(durations: Partial<Durations>): void;
  setLimits(input: { on: boolean }): void;
  setWebhookKey(input: { key?: string }): void;
  /** Every picture is one small file drawn once: for benches. */
  prepare(input: { on: boolean }): void;
  balance(): number;
  tasks(): readonly Task[];
  arrivals(): readonly Arrival[];
  callbacks(): readonly CallbackTry[];
  /** Forgets tasks, faults and logs; settings stay. */
  reset(): void;
}

const contentMsg = 'Your prompt was flagged by our content policy as a violation';
const html = '<html><body><h1>502 Bad Gateway</h1></body></html>';

export function createControl(world: World): KieControl {
  const { faults, settings, account } = world;
  return {
    clock: world.clock,
    failNext({ code, msg = `Failed on demand with ${code}`, at = 'task', ...target }) {
      faults.add(target, { kind: at === 'create' ? 'refuse' : 'fail', code, msg });
    },
    refuseContent: (target = {}) =>
      faults.add(target, { kind: 'fail', code: 400, msg: contentMsg }),
    loseResponse: (target = {}) => faults.add(target, { kind: 'lose' }),
    answerGarbage: ({ status = 502, body = html, ...target } = {}) =>
      faults.add(target, { kind: 'garbage', status, body }),
    slow: ({ ms, ...target }) => faults.add(target, { kind: 'slow', ms }),
    neverFinish: (target = {}) => faults.add(target, { kind: 'never' }),
    finishLate: ({ ms, ...target }) => faults.add(target, { kind: 'late', ms }),
    hideRecord: ({ ms, ...target }) => faults.add(target, { kind: 'hide', ms }),
    dropCallbacks: (target = {}) => faults.add(target, { kind: 'dropCallback' }),
    duplicateCallbacks: ({ copies = 2, ...target } = {}) =>
      faults.add(target, { kind: 'duplicateCallback', copies }),
    holdCallbacks: world.callbacks.hold,
    releaseCallbacks: ({ order = 'arrival' } = {}) => world.callbacks.release(order),
    callbacksIdle: world.callbacks.idle,
    finish({ taskId }) {
      const task = world.tasks.find(taskId);
      if (!task) throw new Error(`there is no task ${taskId}`);
      world.tasks.finish(task);
    },
    setBalance: ({ credits }) => account.setBalance(credits),
    setSpendingLimit: account.setSpendingLimit,
    setDurations: (durations) => void Object.assign(settings.durations, durations),
    setLimits: ({ on }) => {
      settings.hasLimits = on;
    },
    setWebhookKey: ({ key }) => world.callbacks.setKey(key),
    prepare: ({ on }) => {
      settings.isPrepared = on;
    },
    balance: account.balance,
    tasks: world.tasks.list,
    arrivals: world.arrivals.list,
    callbacks: world.callbackTries.list,
    reset() {
      faults.clear();
      world.tasks.clear();
      world.arrivals.clear();
      world.callbackTries.clear();
    },
  };
}
