import { AppError, newId } from '#kernel';
import { isObject, type Json } from '#modules/catalogue';
import type { DraftRef, Turn } from './act.ts';
import { load } from './act.ts';
import type { StudioDeps } from './deps.ts';
import { type Draft, isOpen, type Notice, toDraft, toRow } from './draft.ts';
import { fillIn, nearest, priceOf } from './renew.ts';
import { insertDraftRow, listLiveRows, updateDraftRow } from './store/drafts.ts';
import { awaitedBy, type View, viewOf } from './view.ts';

export interface DraftInput {
  userId: string;
  modelId: string;
  /** Answers known already: a repeated order, a preset, a photo that was sent. */
  input?: Json | undefined;
  /** What asks for it; the same thing run again opens the same draft. */
  by?: string | undefined;
}

/** The form of a model, filled in as far as `input` fits. A withdrawn model gives way to the nearest one. */
export async function openDraft(deps: StudioDeps, given: DraftInput): Promise<View> {
  const { userId, modelId, input, by } = given;
  const { catalogue } = deps;
  const model = nearest(catalogue, modelId);
  if (!model) throw new AppError('not_found', { modelId });
  const before = await findAlike(deps, { ...given, modelId: model.id });
  if (before) return viewOf(deps, await wake(deps, before));
  const { state, lost } = fillIn(catalogue.form(model.id), input);
  const old = catalogue.find(modelId);
  const notice: Notice | undefined =
    model.id === modelId && lost.length === 0
      ? undefined
      : {
          lost,
          ...(model.id !== modelId && { modelBefore: old?.title ?? { ru: modelId, en: modelId } }),
        };
  const now = deps.clock.now();
  const change = toRow({
    state,
    by,
    notice,
    price: await priceOf(deps, { userId, modelId: model.id, state }),
    awaiting: awaitedBy(catalogue, model.id, state),
  });
  const row = await insertDraftRow(deps.db, {
    id: newId(now.getTime()),
    userId,
    modelId: model.id,
    catalogueHash: catalogue.hash(model.id),
    state: {},
    rev: 1,
    awaiting: null,
    status: 'open',
    notice: null,
    priceMc: null,
    generationId: null,
    createdAt: now,
    updatedAt: now,
    ...change,
  });
  return viewOf(deps, toDraft(row));
}

const looksBack = 5;

/** A second tap, or the same update run again, must not open a second form. */
async function findAlike(
  deps: StudioDeps,
  { userId, modelId, input, by }: DraftInput,
): Promise<Draft | undefined> {
  const rows = await listLiveRows(deps.db, { userId, limit: looksBack });
  const drafts = rows.map(toDraft).filter((draft) => draft.modelId === modelId);
  const hash = deps.catalogue.hash(modelId);
  return drafts.find(
    (draft) =>
      (by !== undefined && draft.by === by) ||
      (input === undefined && draft.catalogueHash === hash && isUntouched(draft)),
  );
}

const isUntouched = ({ state }: Draft): boolean =>
  state.trail.length === 0 &&
  (state.value === undefined || (isObject(state.value) && Object.keys(state.value).length === 0));

/** Asks on where the person left. */
async function wake(deps: StudioDeps, draft: Draft): Promise<Draft> {
  const awaiting = awaitedBy(deps.catalogue, draft.modelId, draft.state);
  if (!awaiting || draft.awaiting) return draft;
  const row = await updateDraftRow(
    deps.db,
    draft,
    toRow({ state: draft.state, by: draft.by, awaiting, updatedAt: deps.clock.now() }),
  );
  return row ? toDraft(row) : draft;
}

/** An unfinished form as it is; nothing is asked anew. */
export async function look(deps: StudioDeps, ref: DraftRef): Promise<Turn> {
  const draft = await load(deps, ref);
  if (!draft || draft.status === 'dropped') return { kind: 'gone' };
  if (!isOpen(draft)) return { kind: 'submitted', draft };
  return { kind: 'taken', view: await viewOf(deps, draft), dropped: [] };
}

/** An unfinished form, from where it was left: the next message is its answer. */
export async function resume(deps: StudioDeps, ref: DraftRef): Promise<Turn> {
  const turn = await look(deps, ref);
  if (turn.kind !== 'taken' || !turn.view.question || turn.view.draft.awaiting) return turn;
  return { ...turn, view: await viewOf(deps, await wake(deps, turn.view.draft)) };
}
