import { type Credits, credits, isAppError } from '#kernel';
import { captured } from '#modules/catalogue';
import { endLate, type GenerationRow, setDue } from '#modules/generation/store';
import { type Generation, toGeneration } from '../generation.ts';
import { fetchJob } from '../jobs.ts';
import type { Made } from './complete.ts';
import type { RunDeps } from './deps.ts';
import { end, isExpired } from './fail.ts';
import { backOff, backOffs } from './times.ts';

/** Brings what was made home; only then is it delivered and paid for. */
export async function fetchResults(deps: RunDeps, generationId: string): Promise<void> {
  const row = await deps.together.row(generationId);
  if (!row) return;
  const isLate = row.status === 'FAILED' && row.cameLate;
  const isDone = row.status === 'PROCESSING' && row.certainty === 'finished';
  if (!isLate && !isDone) return;
  await bringHome(deps, { row, files: await deps.files.ofGeneration(generationId) });
}

// A picture is here in a moment; a film would keep others waiting in this queue.
const quickKinds = ['image'];

/** Right after it was made, if it will not take long; else by a job of its own. */
export async function fetchMade(deps: RunDeps, made: Made): Promise<void> {
  const isQuick = made.files.every(({ kind }) => quickKinds.includes(kind));
  if (isQuick) await bringHome(deps, made);
  else deps.bells.ring(fetchJob, made.row.id);
}

async function bringHome(deps: RunDeps, { row, files }: Made): Promise<void> {
  try {
    const missing = files.filter(({ state }) => state === 'expected');
    await Promise.all(missing.map(({ id }) => deps.files.fetchResult(id)));
  } catch (error) {
    if (!isAppError(error)) throw error;
    return fetchLater(deps, row, error.code);
  }
  if (row.status === 'FAILED') return deliverLate(deps, row);
  await deliver(deps, toGeneration(row));
}

async function deliver(deps: RunDeps, generation: Generation): Promise<void> {
  const generationId = generation.id;
  const { userId } = generation;
  await deps.together.deliver({ generationId, userId, captured: amountOf(generation) });
}

/** What was promised as "up to" is captured by the terms of that day. */
function amountOf({ price, providerCost }: Generation): Credits {
  const terms = {
    rate: price.terms.rate,
    step: credits(price.terms.step),
    least: credits(price.terms.least),
  };
  const held = { ok: true as const, kind: price.kind, amount: price.amount, bill: [] };
  return captured(held, terms, Number(providerCost ?? Number.NaN));
}

async function deliverLate(deps: RunDeps, row: GenerationRow): Promise<void> {
  const { id: generationId, userId, number } = row;
  const batchId = row.batchId ?? undefined;
  await deps.db.transaction(async (tx) => {
    if (!(await endLate(tx, generationId))) return;
    await deps.publish(tx, { type: 'generation.late', generationId, userId, number, batchId });
    deps.log.info({ generationId, userId }, 'a late result is delivered free');
  });
}

async function fetchLater(deps: RunDeps, row: GenerationRow, code: string): Promise<void> {
  deps.log.warn({ generationId: row.id, code }, 'a result could not be fetched yet');
  const isLost = code === 'gone' || code === 'not_found';
  if (row.status === 'PROCESSING' && (isLost || isExpired(deps, row))) return end(deps, row);
  if (isLost) return setDue(deps.db, { ...row, dueAt: null });
  const now = deps.clock.now();
  const tries = Math.floor(Math.log2(1 + (now.getTime() - (row.doneAt ?? now).getTime()) / 3_000));
  const dueAt = new Date(now.getTime() + backOff(backOffs.again, tries, deps.random()));
  await setDue(deps.db, { ...row, dueAt });
}
