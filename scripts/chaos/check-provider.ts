import { type Arrival, paceOf } from './arrivals.ts';
import { type Check, mostTold } from './check.ts';
import { isMissed, type MadeTask } from './missed.ts';
import type { Town } from './town.ts';

const windowMs = 10_000;
const mostInWindow = 20;

const ownerOf = ({ callBackUrl }: { callBackUrl?: string | undefined }): string =>
  callBackUrl?.split('/').at(-1) ?? '';

/** From the provider's own log: a further task only after the former is known to have failed. */
export function checkTasks({ kie }: Town): Check {
  const tasks = kie.tasks();
  const byOwner = Map.groupBy(tasks, ownerOf);
  const breaches: string[] = [];
  let repeated = 0;
  for (const [owner, own] of byOwner) {
    if (own.length > 1) repeated += 1;
    const sorted = own.toSorted((one, other) => one.createdAt - other.createdAt);
    for (const [i, task] of sorted.entries()) {
      const next = sorted[i + 1];
      if (!next) continue;
      const isKnown =
        task.failure !== undefined &&
        task.completedAt !== undefined &&
        task.completedAt <= next.createdAt;
      if (!isKnown)
        breaches.push(
          `generation ${owner}: paid for task ${next.id} though its task ${task.id} had not failed`,
        );
    }
  }
  if (byOwner.has('')) breaches.push(`${byOwner.get('')?.length} tasks name no generation`);
  const bad = tasks.filter(({ failure }) => failure !== undefined).length;
  return {
    promise: 'at most one task of a request succeeded or has an unknown fate',
    measured: `${tasks.length} tasks for ${byOwner.size} requests, ${bad} failed, ${repeated} requests had more than one`,
    breaches: breaches.slice(0, mostTold),
  };
}

/**
 * Whatever the provider made reaches its person, also after the end. One exception: the answer that named the task and
 * every one of its callbacks were lost by the chaos. Then nobody can find it: the provider has no list of tasks.
 */
export async function checkLate(town: Town): Promise<Check> {
  const failed = await town.query<{ id: string; number: string; code: string; came_late: boolean }>(
    `select id, number::text, code, came_late from generations where status = 'FAILED'`,
  );
  const known = new Set(
    (
      await town.query<{ task_id: string }>(
        'select task_id from submissions where task_id is not null',
      )
    ).map(({ task_id }) => task_id),
  );
  const made = new Map(
    town.kie
      .tasks()
      .filter((task) => task.completedAt !== undefined && task.failure === undefined)
      .map((task) => [ownerOf(task), task.id]),
  );
  const late = failed.filter(({ id }) => made.has(id));
  const calls = new Map(town.arrivals.calls().map((call) => [call.taskId, call]));
  const tries = Map.groupBy(town.kie.callbacks(), ({ taskId }) => taskId);
  const open = late
    .filter(({ came_late }) => !came_late)
    .map((row) => {
      const taskId = made.get(row.id) ?? '';
      const task: MadeTask = {
        taskId,
        isKnown: known.has(taskId),
        call: calls.get(taskId),
        tries: tries.get(taskId) ?? [],
      };
      return { ...row, task };
    });
  const missed = open.filter(({ task }) => isMissed(task, town.blows));
  const breaches = open
    .filter((row) => !missed.includes(row))
    .map(
      ({ id, number, code, task }) =>
        `generation ${number} (${id}) ended as ${code}; the provider made ${task.taskId}, which is ${
          task.isKnown ? 'known here' : 'not known here'
        } and was not delivered; its call: ${task.call?.fault ?? 'answered'}, its callbacks: ${
          task.tries.map(({ outcome, status }) => `${outcome} ${status ?? ''}`.trim()).join(', ') ||
          'none'
        }`,
    );
  return {
    promise:
      'what the provider made after the end is delivered free, unless its name and all its callbacks were lost on the way',
    measured: `${late.length} came late, ${missed.length} of them lost in both ways`,
    breaches: breaches.slice(0, mostTold),
  };
}

const timeOf = ({ wallAt }: Arrival): string => new Date(wallAt).toISOString().slice(11, 22);

export function checkPace({ arrivals, clock: { leaps } }: Town): Check {
  const calls = arrivals.calls();
  const on = { leaps, stalls: arrivals.stalls, windowMs, limit: mostInWindow };
  const { most, breaches } = paceOf(calls, on);
  return {
    promise: `at most ${mostInWindow} arrivals at the provider in any 10 s`,
    measured: `${calls.length} arrivals, at most ${most} in 10 s`,
    breaches: breaches
      .slice(0, mostTold)
      .map((window) => `${window.length} paid calls in 10 s, at ${window.map(timeOf).join(' ')}`),
  };
}
