import { type Clock, type Credits, creditsOf, toDecimal } from '#kernel';
import type { Ledger } from '#modules/ledger';
import type { Event, Publish } from '#modules/notifications';
import { afterCommit, type Tx } from '#platform/db';
import type { Log } from '#platform/log';
import type { FailCode } from './fail-codes.ts';
import { factsOf, type Generation, toGeneration } from './generation.ts';
import type { Admission } from './lanes/index.ts';
import {
  countBatch,
  type Delivered,
  deliverGenerations,
  endBatch,
  type GenerationChange,
  type GenerationRow,
  leaveLanes,
  lockBatch,
  moveGeneration,
} from './store/index.ts';

export interface SettleDeps {
  clock: Clock;
  log: Log;
  ledger: Pick<Ledger, 'captureAll' | 'capture' | 'release'>;
  publish: Publish;
  admission: Pick<Admission, 'ring'>;
}

export type Ending = { generationId: string } & (
  | { move: 'deliverable'; captured: Credits }
  | { move: 'fail'; code: FailCode; needsAttention?: boolean }
  | { move: 'cancel' }
);

/**
 * The only way to an end. In one transaction: the status, the money, the place in the lane, the news. Undefined: it
 * came to its end before, or is not where this ending starts; then nothing was done.
 */
export async function finish(
  deps: SettleDeps,
  tx: Tx,
  ending: Ending,
): Promise<Generation | undefined> {
  const { generationId, move } = ending;
  const row = await moveGeneration(tx, { generationId, move, set: changeOf(deps, ending) });
  if (!row) return undefined;
  const { userId } = row;
  const money =
    ending.move === 'deliverable'
      ? await deps.ledger.capture(tx, { userId, generationId, amount: ending.captured })
      : { ...(await deps.ledger.release(tx, { userId, generationId })), captured: creditsOf(0n) };
  const [generation] = await tellAll(deps, tx, [{ row, ...money }]);
  return generation;
}

/** The good end of several, of different people each: the ids of those that came to it now. */
export async function deliverAll(
  deps: SettleDeps,
  tx: Tx,
  delivered: readonly (Delivered & { captured: Credits })[],
): Promise<Set<string>> {
  const rows = await deliverGenerations(tx, { delivered, endedAt: deps.clock.now() });
  const captures = rows.map(({ id, userId, capturedMc }) => ({
    userId,
    generationId: id,
    amount: creditsOf(capturedMc ?? 0n),
  }));
  const money = await deps.ledger.captureAll(tx, captures);
  const ended = rows.flatMap((row, at) => {
    const settled = money[at];
    return settled ? [{ row, ...settled }] : [];
  });
  await tellAll(deps, tx, ended);
  return new Set(rows.map(({ id }) => id));
}

interface Ended {
  row: GenerationRow;
  captured: Credits;
  returned: Credits;
}

/** Whoever comes to an end leaves the lane, and it is told. */
async function tellAll(deps: SettleDeps, tx: Tx, ended: readonly Ended[]): Promise<Generation[]> {
  if (ended.length === 0) return [];
  await leaveLanes(
    tx,
    ended.map(({ row }) => row),
  );
  const outcomes = ended.map(({ row, ...money }) => ({ ...money, generation: toGeneration(row) }));
  await deps.publish(tx, ...outcomes.flatMap(newsOf));
  for (const outcome of outcomes) tellLog(deps, outcome);
  // In the order of batches, so that no two transactions wait for each other in turn.
  const ofBatches = ended
    .flatMap(({ row: { batchId, userId } }) => (batchId === null ? [] : [{ batchId, userId }]))
    .sort((a, b) => (a.batchId < b.batchId ? -1 : 1));
  for (const one of ofBatches) await tellBatch(deps, tx, one);
  afterCommit(tx, deps.admission.ring);
  return outcomes.map(({ generation }) => generation);
}

function changeOf({ clock }: Pick<SettleDeps, 'clock'>, ending: Ending): GenerationChange {
  const set: GenerationChange = { endedAt: clock.now(), dueAt: null };
  if (ending.move === 'deliverable') return { ...set, capturedMc: ending.captured };
  if (ending.move === 'cancel') return set;
  return { ...set, code: ending.code, needsAttention: ending.needsAttention ?? false };
}

interface Outcome {
  generation: Generation;
  captured: Credits;
  returned: Credits;
}

function newsOf({ generation, captured, returned }: Outcome): Event[] {
  const facts = factsOf(generation);
  const money = { captured: toDecimal(captured), returned: toDecimal(returned) };
  return [...endOf(generation), { type: 'generation.settled', ...facts, ...money }];
}

function endOf(generation: Generation): Event[] {
  const { status, code } = generation;
  const facts = factsOf(generation);
  if (status === 'COMPLETED') return [{ type: 'generation.completed', ...facts }];
  if (status === 'CANCELLED') return [{ type: 'generation.cancelled', ...facts }];
  return code ? [{ type: 'generation.failed', ...facts, code }] : [];
}

function tellLog(
  { log }: Pick<SettleDeps, 'log'>,
  { generation, captured, returned }: Outcome,
): void {
  const { id: generationId, userId, status, code, modelId } = generation;
  const money = { captured: toDecimal(captured), returned: toDecimal(returned) };
  log.info({ userId, generationId, modelId, status, code, ...money }, 'generation ended');
}

async function tellBatch(
  { clock, publish }: SettleDeps,
  tx: Tx,
  { batchId, userId }: { batchId: string; userId: string },
): Promise<void> {
  const batch = await lockBatch(tx, batchId);
  if (!batch) throw new Error(`no batch ${batchId}`);
  const { live, capturedMc, ...counts } = await countBatch(tx, batchId);
  const facts = { userId, batchId, ...counts, total: batch.size };
  await publish(tx, { type: 'batch.changed', ...facts });
  if (live > 0 || !(await endBatch(tx, { id: batchId, endedAt: clock.now() }))) return;
  const captured = toDecimal(creditsOf(capturedMc));
  const returned = toDecimal(creditsOf(batch.totalMc - capturedMc));
  await publish(tx, { type: 'batch.ended', ...facts, captured, returned });
}
