import { type Credits, isAppError } from '#kernel';
import { type Problem, result } from '#modules/catalogue';
import { open, type Turn, type Turning } from './act.ts';
import type { StudioDeps } from './deps.ts';
import { toRow } from './draft.ts';
import { asInput, filesIn, secondsOf } from './media.ts';
import { updateDraftRow } from './store/drafts.ts';
import { type View, viewOf } from './view.ts';

export type Submitted =
  | Exclude<Turn, { kind: 'taken' }>
  | { kind: 'ordered'; generation: { id: string; number: number }; view: View }
  /** Something is missing or does not fit; the view asks for it. */
  | { kind: 'incomplete'; view: View; problems: readonly Problem[] }
  /** A file that the order names is kept no more. */
  | { kind: 'file_gone'; view: View }
  | { kind: 'unpriced'; view: View; code: string }
  | { kind: 'unfunded'; view: View; price: Credits };

/** Once, however often it is pressed: the order's key is the draft and its rev. */
export async function submit(deps: StudioDeps, turning: Turning): Promise<Submitted> {
  const found = await open(deps, { ...turning, by: undefined });
  if ('turn' in found) return found.turn;
  const { draft } = found;
  const view = await viewOf(deps, draft);
  const finished = result(view.form, draft.state);
  if (!finished.ok) return { kind: 'incomplete', view, problems: finished.problems };
  const { missing, files } = await filesIn(deps, draft.userId, finished.value);
  if (missing.length > 0) return { kind: 'file_gone', view };
  if (!view.quote.ok) return { kind: 'unpriced', view, code: view.quote.code };
  const clientKey = `draft:${draft.id}:${draft.rev}`;
  const order = {
    modelId: draft.modelId,
    input: asInput(finished.value),
    seconds: secondsOf(files),
  };
  try {
    const generation = await deps.generation.confirm({ userId: draft.userId, clientKey, order });
    // A crash before this line is mended by the next press: its key is the same.
    await updateDraftRow(
      deps.db,
      draft,
      toRow({
        status: 'submitted',
        awaiting: undefined,
        generationId: generation.id,
        updatedAt: deps.clock.now(),
      }),
    );
    const { userId, id: draftId } = draft;
    deps.log.info({ userId, draftId, generationId: generation.id }, 'draft ordered');
    return { kind: 'ordered', generation, view };
  } catch (error) {
    if (!isAppError(error, 'insufficient_credits')) throw error;
    return unfunded(deps, view, view.quote.amount);
  }
}

/** The order stays as it is and waits for money. */
async function unfunded(deps: StudioDeps, view: View, price: Credits): Promise<Submitted> {
  const row = await markUnfunded(deps, view);
  return { kind: 'unfunded', view: { ...view, draft: row }, price };
}

async function markUnfunded(deps: StudioDeps, { draft }: View): Promise<View['draft']> {
  if (draft.status === 'awaiting_payment') return draft;
  const row = await updateDraftRow(
    deps.db,
    draft,
    toRow({ status: 'awaiting_payment', updatedAt: deps.clock.now() }),
  );
  return row ? { ...draft, status: row.status, rev: row.rev } : draft;
}
