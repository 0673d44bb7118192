import { type Check, list, mostTold } from './check.ts';
import type { Town } from './town.ts';

const windowMs = 10_000;
const mostInWindow = 20;

/** From the provider's own log: a further task only after the former is known to have failed. */
export function checkTasks({ kie }: Town): Check {
  const tasks = kie.tasks();
  const byOwner = Map.groupBy(tasks, ({ callBackUrl }) => callBackUrl?.split('/').at(-1) ?? '');
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
        breaches.push(`${owner}: task ${next.id} though ${task.id} had not failed and was paid`);
    }
  }
  if (byOwner.has('')) breaches.push(`${byOwner.get('')?.length} tasks of nobody`);
  const bad = tasks.filter(({ failure }) => failure !== undefined).length;
  return {
    promise: 'at most one task of a request succeeded or has an unknown fate',
    measured: `${tasks.length} tasks for ${byOwner.size} requests, ${bad} failed, ${repeated} requests had more than one`,
    breaches: breaches.slice(0, mostTold),
  };
}

/** Nobody can find a task whose name never came; every other result reaches its person, also after the end. */
export async function checkLate(town: Town): Promise<Check> {
  const failed = await town.query<{ id: string; code: string; came_late: boolean }>(`
    select g.id, g.code, g.came_late from generations g where g.status = 'FAILED' and exists (
      select from submissions s where s.generation_id = g.id and s.task_id is not null)`);
  const made = new Set(
    town.kie
      .tasks()
      .filter((task) => task.completedAt !== undefined && task.failure === undefined)
      .map(({ callBackUrl }) => callBackUrl?.split('/').at(-1)),
  );
  const late = failed.filter(({ id }) => made.has(id));
  return {
    promise: 'what the provider made after the end is delivered free',
    measured: `${late.length} came late`,
    breaches: list(late.filter(({ came_late }) => !came_late)),
  };
}

export function checkPace({ kie }: Town): Check {
  const at = kie
    .arrivals()
    .filter(({ path }) => /createTask$|generate$/.test(path))
    .map(({ wallAt }) => wallAt);
  let most = 0;
  for (let from = 0, to = 0; to < at.length; to += 1) {
    while ((at[to] ?? 0) - (at[from] ?? 0) >= windowMs) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return {
    promise: `at most ${mostInWindow} arrivals at the provider in any 10 s`,
    measured: `${at.length} arrivals, at most ${most} in 10 s`,
    breaches: most <= mostInWindow ? [] : [`${most} in 10 s`],
  };
}
