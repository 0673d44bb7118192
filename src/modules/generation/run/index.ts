// From admitted to delivered. A paid call is made once per attempt, and whatever is lost on the way (a job, a
// callback, an answer, a process) is found by its row. Must never happen: a second task while the fate of the first
// is unknown, money kept for a result that nobody has, a callback's body believed.
import type { Catalogue } from '#modules/catalogue';
import type { Files } from '#modules/files';
import type { Cache } from '#platform/cache';
import { handle, type JobHandler } from '#platform/queue';
import { adoptJob, fetchJob, lookJob, marketJob, submitJob, sweepJob, tickJob } from '../jobs.ts';
import { createAnswers } from './answers.ts';
import { createBreaker } from './breaker.ts';
import { createCallbacks } from './callbacks.ts';
import type { RunDeps } from './deps.ts';
import { createDurations } from './durations.ts';
import { fetchResults } from './fetch.ts';
import { createUploads } from './inputs.ts';
import { look } from './look.ts';
import { checkMarket, createMarket } from './market.ts';
import { adoptLater, type IncomingCallback, receive } from './receive.ts';
import { submit } from './submit.ts';
import { sweep, tick } from './tick.ts';
import { createTogether } from './together.ts';

export { type Bells, createBells } from './bells.ts';
export { callbackPath } from './callbacks.ts';
export { type Duration, type Durations, percentOf } from './durations.ts';
export type { IncomingCallback } from './receive.ts';

type Made =
  | 'together'
  | 'answers'
  | 'callbacks'
  | 'durations'
  | 'breaker'
  | 'uploads'
  | 'files'
  | 'random'
  | 'catalogue';

export interface CreateRunDeps extends Omit<RunDeps, Made> {
  catalogue: Catalogue;
  files: Files;
  cache: Pick<Cache, 'define'>;
  secretKey: string;
  /** Where the provider reaches this installation; undefined: it does not, and tasks are looked at. */
  callbackBase: () => string | undefined;
  /** With it only signed callbacks are heard. */
  webhookKey?: string | undefined;
  random?: () => number;
}

export type Run = ReturnType<typeof createRun>;

export function createRun(given: CreateRunDeps) {
  const { secretKey, callbackBase, webhookKey, cache, random = Math.random, ...rest } = given;
  const parts = {
    ...rest,
    random,
    callbacks: createCallbacks({ base: callbackBase, secretKey }),
    durations: createDurations({ ...rest, cache }),
    breaker: createBreaker(rest),
    uploads: createUploads({ ...rest, cache }),
  };
  const deps: RunDeps = { ...parts, together: createTogether(parts), answers: createAnswers() };
  const market = createMarket({ ...rest, cache });
  const handlers: JobHandler[] = [
    handle(submitJob, ({ generationId }, context) => submit(deps, generationId, context)),
    handle(lookJob, (data) => look(deps, data)),
    handle(adoptJob, (data) => adoptLater(deps, data)),
    handle(fetchJob, ({ generationId }) => fetchResults(deps, generationId)),
    handle(tickJob, async () => void (await tick(deps))),
    handle(marketJob, () => checkMarket({ ...deps, market, catalogue: rest.catalogue })),
    handle(sweepJob, async () => void (await sweep(deps))),
  ];
  return {
    handlers,
    receiveCallback: (callback: IncomingCallback) => receive({ ...deps, webhookKey }, callback),
    durations: deps.durations,
    market,
    checkMarket: () => checkMarket({ ...deps, market, catalogue: rest.catalogue }),
    /** What the schedules ring for; tests call it by hand. */
    tick: async (): Promise<void> => {
      await sweep(deps);
      await tick(deps);
    },
  };
}
