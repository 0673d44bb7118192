import type { SandboxClock } from '#sandbox/clock';
import { createModels, type Models } from '#sandbox/kie/models';
import { type Account, createAccount } from './account.ts';
import { type Callbacks, createCallbacks } from './callbacks.ts';
import { createFaults, type Faults } from './faults.ts';
import { type Arrival, type CallbackTry, createLines, type Lines } from './journal.ts';
import { createTasks, type Task, type Tasks } from './tasks.ts';

export type Durations = Record<'image' | 'video' | 'audio' | 'text' | 'data', number>;

export interface World {
  readonly clock: SandboxClock;
  readonly models: Models;
  readonly account: Account;
  readonly tasks: Tasks;
  readonly faults: Faults;
  readonly callbacks: Callbacks;
  readonly arrivals: Lines<Arrival>;
  readonly callbackTries: Lines<CallbackTry>;
  readonly settings: Settings;
  /** Where this server stands; known once it has started. */
  base(): string;
}

/** What control changes while the sandbox runs. */
export interface Settings {
  durations: Durations;
  hasLimits: boolean;
  /** Every picture is the same small file: for benches. */
  isPrepared: boolean;
}

export interface WorldDeps {
  readonly clock: SandboxClock;
  readonly balance: number;
  readonly hasLimits: boolean;
  readonly durations: Durations;
  readonly webhookKey?: string | undefined;
  readonly base: () => string;
}

const linesKept = 20_000;

export function createWorld(deps: WorldDeps): World {
  const { clock, base } = deps;
  const account = createAccount(clock, deps.balance);
  const faults = createFaults();
  const callbackTries = createLines<CallbackTry>(linesKept);
  const recordInput = (task: Task) => ({ state: tasks.stateOf(task), base: base() });
  const callbacks = createCallbacks({
    clock,
    faults,
    tries: callbackTries,
    recordInput,
    webhookKey: deps.webhookKey,
  });
  const tasks: Tasks = createTasks({ clock, account, onFinished: callbacks.send });
  return {
    clock,
    models: createModels(),
    account,
    tasks,
    faults,
    callbacks,
    arrivals: createLines<Arrival>(linesKept),
    callbackTries,
    settings: { durations: deps.durations, hasLimits: deps.hasLimits, isPrepared: false },
    base,
  };
}
