// One paid task of one person, from ordered to delivered and settled. Money is taken aside with the order and leaves
// with its end, once; turns are fair and caps hold for the whole installation. Must never happen: a second paid call
// while the fate of the first is unknown, an end without its money, a result that nobody is told of.
import type { Credits } from '#kernel';
import type { Catalogue } from '#modules/catalogue';
import type { Files } from '#modules/files';
import { type Caps, createAdmission, openLanes } from '#modules/generation/lanes';
import { createOrders } from '#modules/generation/order';
import { type CreateRunDeps, createBells, createRun } from '#modules/generation/run';
import type { Ledger } from '#modules/ledger';
import type { Queue } from '#platform/queue';
import { booksJob, booksSchedule, handleBooks } from './books-job.ts';
import { cleanup } from './cleanup.ts';
import { runJobs, runSchedules, submitJob } from './jobs.ts';
import { reconcile } from './reconcile.ts';

export {
  type BatchView,
  type ConfirmBatchInput,
  type ConfirmedBatch,
  type ConfirmInput,
  type GenerationsPage,
  type Order,
  planModels,
  planPrompts,
  planValues,
  planVariants,
  type RetryInput,
  type TotalQuote,
  type ValuePlan,
} from '#modules/generation/order';
export { createKie } from '#modules/generation/providers/kie';
export { callbackPath, type Duration, percentOf } from '#modules/generation/run';
export type { Batch, BatchKind, BatchProgress } from './batch.ts';
export { type FailCode, failCodes } from './fail-codes.ts';
export type { Generation, GenerationInput } from './generation.ts';
export const generationJobs = [...runJobs, booksJob];
export const generationSchedules = [...runSchedules, booksSchedule];
export { type BookReconciliation, reconcile as reconcileGenerations } from './reconcile.ts';
export type { Certainty, Status } from './state.ts';

export interface GenerationDeps
  extends Omit<CreateRunDeps, 'admission' | 'bells' | 'ledger' | 'files'> {
  queue: Pick<Queue, 'push'>;
  files: Files;
  catalogue: Catalogue;
  ledger: Ledger;
  caps: Caps;
  lowBalance: Credits;
  /** How long the words of an ended order are kept. */
  rowDays: number;
}

export type Generations = ReturnType<typeof createGeneration>;

export function createGeneration(deps: GenerationDeps) {
  const bells = createBells(deps);
  const admission = createAdmission({
    ...deps,
    push: (generationId) => bells.push(submitJob, { generationId }, { id: generationId }),
  });
  const run = createRun({ ...deps, admission, bells });
  return {
    ...createOrders({ ...deps, admission, perUser: deps.caps.person }),
    receiveCallback: run.receiveCallback,
    durations: run.durations,
    market: run.market,
    checkMarket: run.checkMarket,
    handlers: [...run.handlers, handleBooks(deps)],
    tick: run.tick,
    /** Proves that holds and generations are of one mind, or names the rows that are not. */
    reconcile: () => reconcile(deps),
    cleanup: (options?: { dryRun?: boolean }) => cleanup(deps, options),
    start: () => openLanes(deps.db, deps.caps),
    /** Nothing that was rung for is left to do. */
    idle: async (): Promise<void> => {
      await admission.idle();
      await bells.idle();
    },
    rung: bells.rung,
  };
}
