import { randomBytes } from 'node:crypto';
import type { SandboxClock } from '#sandbox/clock';
import type { Model } from '#sandbox/kie/models';
import type { Account } from './account.ts';

export type Family = 'jobs' | 'veo' | 'flux-kontext';
export type State = 'waiting' | 'queuing' | 'generating' | 'success' | 'fail';

export interface Failure {
  readonly code: number;
  readonly msg: string;
}

export interface NewTask {
  readonly model: Model;
  readonly family: Family;
  readonly input: Readonly<Record<string, unknown>>;
  readonly callBackUrl?: string | undefined;
  readonly credits: number;
  /** Never, when absent. */
  readonly durationMs?: number | undefined;
  readonly failure?: Failure | undefined;
  /** The record cannot be read before. */
  readonly hiddenMs: number;
}

export interface Task extends NewTask {
  readonly id: string;
  readonly createdAt: number;
  readonly shownAt: number;
  completedAt?: number;
}

export interface Tasks {
  add(input: NewTask): Task;
  find(id: string): Task | undefined;
  list(): readonly Task[];
  stateOf(task: Task): State;
  /** Ends it now, whatever was planned. */
  finish(task: Task): void;
  clear(): void;
}

export interface TasksDeps {
  readonly clock: SandboxClock;
  readonly account: Account;
  readonly onFinished: (task: Task) => void;
}

// Records are kept for two months.
const recordMs = 60 * 86_400_000;
const mostTasks = 100_000;

export function createTasks({ clock, account, onFinished }: TasksDeps): Tasks {
  const tasks = new Map<string, Task>();

  const finish = (task: Task) => {
    if (task.completedAt !== undefined || tasks.get(task.id) !== task) return;
    task.completedAt = clock.now();
    if (task.failure) account.giveBack(task.credits);
    onFinished(task);
  };

  return {
    add(input) {
      const now = clock.now();
      const id = randomBytes(16).toString('hex');
      const task: Task = { ...input, id, createdAt: now, shownAt: now + input.hiddenMs };
      tasks.set(id, task);
      for (const [oldest] of tasks) {
        if (tasks.size <= mostTasks) break;
        tasks.delete(oldest);
      }
      if (input.durationMs !== undefined) clock.after(input.durationMs, () => finish(task));
      return task;
    },
    find(id) {
      const task = tasks.get(id);
      return task && clock.now() - task.createdAt < recordMs ? task : undefined;
    },
    list: () => [...tasks.values()],
    stateOf(task) {
      if (task.completedAt !== undefined) return task.failure ? 'fail' : 'success';
      const share = (clock.now() - task.createdAt) / (task.durationMs ?? 60_000);
      if (share < 0.1) return 'waiting';
      return share < 0.25 ? 'queuing' : 'generating';
    },
    finish,
    clear: () => tasks.clear(),
  };
}
