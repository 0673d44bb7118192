import { AppError, type Credits, isAppError } from '#kernel';
import { type Problem, result } from '#modules/catalogue';
import { open, type Turn, type Turning } from './act.ts';
import type { Desk } from './deps.ts';
import { change } from './draft.ts';
import { asInput, filesIn, secondsOf } from './media.ts';
import { leastInSeries, type Series } from './series.ts';
import { type View, viewOf } from './view.ts';

export type Submitted =
  | Exclude<Turn, { kind: 'taken' }>
  | { kind: 'ordered'; generation: { id: string; number: number }; view: View }
  /** Something is missing or does not fit; the view asks for it. */
  | { kind: 'incomplete'; view: View; problems: readonly Problem[] }
  /** A file that the order names is kept no more. */
  | { kind: 'file_gone'; view: View }
  | { kind: 'unpriced'; view: View; code: string }
  | { kind: 'unfunded'; view: View; price: Credits }
  | { kind: 'series_ordered'; batch: { id: string; number: number; size: number }; view: View }
  /** It costs more by now than was seen. */
  | { kind: 'dearer'; view: View; before: Credits }
  /** Of the plan too little can be ordered to be a series. */
  | { kind: 'series_short'; view: View };

/** Once, however often it is pressed: the order's key is the draft and its rev. */
export async function submit(
  deps: Desk,
  { atMost, ...turning }: Turning & { atMost?: Credits | undefined },
): Promise<Submitted> {
  const found = await open(deps, { ...turning, by: undefined });
  if ('turn' in found) return found.turn;
  const { draft } = found;
  const view = await viewOf(deps, draft);
  const finished = result(view.form, draft.state);
  if (!finished.ok) return { kind: 'incomplete', view, problems: finished.problems };
  const { missing, files } = await filesIn(deps, draft.userId, finished.value);
  if (missing.length > 0) return { kind: 'file_gone', view };
  if (!view.quote.ok) return { kind: 'unpriced', view, code: view.quote.code };
  const price = view.series?.total ?? view.quote.amount;
  if (atMost !== undefined && price > atMost) return { kind: 'dearer', view, before: atMost };
  if (view.series) return submitSeries(deps, view, view.series);
  const clientKey = keyOf(draft);
  const order = {
    modelId: draft.modelId,
    input: asInput(finished.value),
    seconds: secondsOf(files),
  };
  try {
    const generation = await deps.generation.confirm({ userId: draft.userId, clientKey, order });
    await markSubmitted(deps, draft, generation.id);
    return { kind: 'ordered', generation, view };
  } catch (error) {
    if (!isAppError(error, 'insufficient_credits')) throw error;
    return unfunded(deps, view, view.quote.amount);
  }
}

const keyOf = ({ id, rev }: View['draft']) => `draft:${id}:${rev}`;

/** All orders of the series or none, under the same kind of key: pressed twice it is one batch. */
async function submitSeries(deps: Desk, view: View, series: Series): Promise<Submitted> {
  const { draft } = view;
  const { orders, plan, total } = series;
  if (orders.length < leastInSeries) return { kind: 'series_short', view };
  try {
    const { batch, generations } = await deps.generation.confirmBatch({
      userId: draft.userId,
      clientKey: keyOf(draft),
      kind: plan.kind,
      orders,
    });
    const [first] = generations;
    if (!first) throw new AppError('internal', { batchId: batch.id });
    await markSubmitted(deps, draft, first.id);
    return { kind: 'series_ordered', batch, view };
  } catch (error) {
    if (!isAppError(error, 'insufficient_credits')) throw error;
    return unfunded(deps, view, total);
  }
}

// A crash before this is mended by the next press: its key is the same.
async function markSubmitted(
  deps: Desk,
  draft: View['draft'],
  generationId: string,
): Promise<void> {
  const updatedAt = deps.clock.now();
  await change(deps, draft, {
    status: 'submitted',
    awaiting: undefined,
    generationId,
    updatedAt,
  });
  const { userId, id: draftId } = draft;
  deps.log.info({ userId, draftId, generationId }, 'draft ordered');
}

/** The order stays as it is and waits for money. */
async function unfunded(deps: Desk, view: View, price: Credits): Promise<Submitted> {
  const { draft } = view;
  const after =
    draft.status === 'awaiting_payment'
      ? draft
      : await change(deps, draft, { status: 'awaiting_payment', updatedAt: deps.clock.now() });
  return { kind: 'unfunded', view: { ...view, draft: after ?? draft }, price };
}
