import type { Credits } from '#kernel';
import type { StoredFile } from '#modules/files';
import {
  type AcceptInput,
  type Attempt,
  acceptAttempts,
  type BeginInput,
  beginAttempts,
  type FinishInput,
  finishAttempts,
  type GenerationRow,
  listAttempts,
  listGenerationRows,
  listSubmissionsOfTasks,
  type SubmissionRow,
} from '#modules/generation/store';
import { type Batch, createBatch } from '#platform/db';
import type { Generation } from '../generation.ts';
import { deliverAll } from '../settle.ts';
import { checkCost } from './cost.ts';
import type { RunDeps } from './deps.ts';

type Who = Pick<Generation, 'userId' | 'number' | 'batchId'>;
type Media = Parameters<RunDeps['files']['expectAll']>[1][number]['media'];

type Accepting = AcceptInput & Who;
type Finishing = FinishInput & { row: GenerationRow; media: Media };

/** What many generations do at one moment is asked and written down together; each step keeps its promise for each. */
export interface Together {
  row: Batch<string, GenerationRow | undefined>;
  attempt: Batch<string, Attempt | undefined>;
  submissionOfTask: Batch<string, SubmissionRow | undefined>;
  /** False: somebody else has begun, or it was cancelled. */
  begin: Batch<BeginInput, boolean>;
  accept: Batch<Accepting, undefined>;
  /** Undefined: it was known before. */
  done: Batch<Finishing, StoredFile[] | undefined>;
  deliver: Batch<{ generationId: string; userId: string; captured: Credits }, undefined>;
}

export type TogetherDeps = Omit<RunDeps, 'together' | 'answers'>;

const mostTogether = 50;
const crowdMs = 20;
// While one batch is on its way the next one gathers: the more there is to do, the less each costs.
const each = { max: mostTogether, parallel: 1, crowdMs, isApartWhenRefused: true };
// These wait for the money of their people, which somebody else may be moving.
const moneyParallel = 2;
const nameOf = ({ generationId }: { generationId: string }) => generationId;

export const createTogether = (deps: TogetherDeps): Together => ({
  row: lookUp(
    (ids) => listGenerationRows(deps.db, ids),
    ({ id }) => id,
  ),
  attempt: lookUp(
    (ids) => listAttempts(deps.db, ids),
    ({ row }) => row.id,
  ),
  submissionOfTask: lookUp(
    (ids) => listSubmissionsOfTasks(deps.db, ids),
    ({ taskId }) => taskId ?? '',
  ),
  begin: createBatch({
    ...each,
    nameOf,
    run: async (attempts: BeginInput[]) => {
      const begun = await beginAttempts(deps.db, { move: 'begin', attempts });
      return attempts.map(({ generationId }) => begun.has(generationId));
    },
  }),
  accept: createBatch({ ...each, nameOf, run: (all: Accepting[]) => acceptAll(deps, all) }),
  done: createBatch({ ...each, nameOf, run: (all: Finishing[]) => doneAll(deps, all) }),
  deliver: createBatch({
    ...each,
    parallel: moneyParallel,
    nameOf: ({ userId }) => userId,
    run: async (all) => {
      await deps.db.transaction((tx) => deliverAll(deps, tx, all));
      return all.map(() => undefined);
    },
  }),
});

const lookUp = <Row>(
  list: (ids: string[]) => Promise<Row[]>,
  idOf: (row: Row) => string,
): Batch<string, Row | undefined> =>
  createBatch({
    ...each,
    run: async (ids) => {
      const rows = new Map((await list(ids)).map((row) => [idOf(row), row]));
      return ids.map((id) => rows.get(id));
    },
  });

const acceptAll = (deps: TogetherDeps, attempts: readonly Accepting[]): Promise<undefined[]> =>
  deps.db.transaction(async (tx) => {
    const accepted = await acceptAttempts(tx, attempts);
    const news = attempts.filter(({ generationId }) => accepted.has(generationId));
    if (news.length > 0)
      await deps.publish(
        tx,
        ...news.map(({ generationId, userId, number, batchId }) => ({
          type: 'generation.submitted' as const,
          generationId,
          userId,
          number,
          batchId,
        })),
      );
    return attempts.map(() => undefined);
  });

const doneAll = (
  deps: TogetherDeps,
  finished: readonly Finishing[],
): Promise<(StoredFile[] | undefined)[]> =>
  deps.db.transaction(async (tx) => {
    const moved = await finishAttempts(tx, finished);
    const news = finished.filter(({ generationId }) => moved.has(generationId));
    const results = await deps.files.expectAll(
      tx,
      news.map(({ generationId, row: { userId }, media }) => ({ generationId, userId, media })),
    );
    for (const one of news) await checkCost(deps, tx, one);
    const made = new Map(news.map(({ generationId }, at) => [generationId, results[at]]));
    return finished.map(({ generationId }) => made.get(generationId));
  });
