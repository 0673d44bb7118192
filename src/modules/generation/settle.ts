import { type Clock, type Credits, creditsOf, toDecimal } from '#kernel';
import type { Ledger } from '#modules/ledger';
import type { Publish } from '#modules/notifications';
import { afterCommit, type Tx } from '#platform/db';
import type { Log } from '#platform/log';
import type { FailCode } from './fail-codes.ts';
import { factsOf, type Generation, toGeneration } from './generation.ts';
import type { Admission } from './lanes/index.ts';
import {
  countBatch,
  endBatch,
  type GenerationChange,
  leaveLane,
  lockBatch,
  moveGeneration,
} from './store/index.ts';

export interface SettleDeps {
  clock: Clock;
  log: Log;
  ledger: Pick<Ledger, 'capture' | 'release'>;
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
  const generation = toGeneration(row);
  const { userId } = generation;
  const { captured, returned } =
    ending.move === 'deliverable'
      ? await deps.ledger.capture(tx, { userId, generationId, amount: ending.captured })
      : { ...(await deps.ledger.release(tx, { userId, generationId })), captured: creditsOf(0n) };
  await leaveLane(tx, row);
  await tell(deps, tx, { generation, captured, returned });
  if (row.batchId !== null) await tellBatch(deps, tx, { ...row, batchId: row.batchId });
  afterCommit(tx, deps.admission.ring);
  return generation;
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

async function tell(
  { publish, log }: SettleDeps,
  tx: Tx,
  { generation, captured, returned }: Outcome,
): Promise<void> {
  const { id: generationId, userId, status, code, modelId } = generation;
  const facts = factsOf(generation);
  const money = { captured: toDecimal(captured), returned: toDecimal(returned) };
  if (status === 'COMPLETED') await publish(tx, { type: 'generation.completed', ...facts });
  else if (status === 'CANCELLED') await publish(tx, { type: 'generation.cancelled', ...facts });
  else if (code) await publish(tx, { type: 'generation.failed', ...facts, code });
  await publish(tx, { type: 'generation.settled', ...facts, ...money });
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
