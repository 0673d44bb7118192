import { AppError, newId } from '#kernel';
import { isObject, type Json } from '#modules/catalogue';
import type { DraftRef, Turn } from './act.ts';
import { load } from './act.ts';
import type { Desk } from './deps.ts';
import { change, type Draft, isOpen, type Notice, toDraft, toRow } from './draft.ts';
import { fillIn, nearest } from './renew.ts';
import { awaitedBy, priceIn, type View, viewOf } from './view.ts';

export interface DraftInput {
  userId: string;
  modelId: string;
  /** Answers known already: a repeated order, a preset, a photo that was sent. */
  input?: Json | undefined;
  /** What asks for it; the same thing run again opens the same draft. */
  by?: string | undefined;
}

/** The form of a model, filled in as far as `input` fits. A withdrawn model gives way to the nearest one. */
export async function openDraft(deps: Desk, given: DraftInput): Promise<View> {
  const { userId, modelId, input, by } = given;
  const { catalogue } = deps;
  const model = nearest(catalogue, modelId);
  if (!model) throw new AppError('not_found', { modelId });
  const before = await findAlike(deps, { ...given, modelId: model.id });
  if (before) return wake(deps, await viewOf(deps, before));
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
  const view = await viewOf(deps, {
    id: newId(now.getTime()),
    userId,
    modelId: model.id,
    catalogueHash: catalogue.hash(model.id),
    state,
    by,
    series: undefined,
    rev: 1,
    awaiting: undefined,
    status: 'open',
    notice,
    price: undefined,
    generationId: undefined,
    createdAt: now,
    updatedAt: now,
  });
  const draft = { ...view.draft, price: priceIn(view), awaiting: awaitedBy(view) };
  await deps.drafts.insert(toRow(draft));
  return { ...view, draft };
}

const looksBack = 5;

/** A second tap, or the same update run again, must not open a second form. */
async function findAlike(
  deps: Desk,
  { userId, modelId, input, by }: DraftInput,
): Promise<Draft | undefined> {
  const rows = await deps.drafts.listLive(userId, looksBack);
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
async function wake(deps: Desk, view: View): Promise<View> {
  const { draft } = view;
  const awaiting = awaitedBy(view);
  if (!awaiting || draft.awaiting) return view;
  const after = await change(deps, draft, { awaiting, updatedAt: deps.clock.now() });
  return after ? { ...view, draft: after } : view;
}

/** An unfinished form as it is; nothing is asked anew. */
export async function look(deps: Desk, ref: DraftRef): Promise<Turn> {
  const draft = await load(deps, ref);
  if (!draft || draft.status === 'dropped') return { kind: 'gone' };
  if (!isOpen(draft)) return { kind: 'submitted', draft };
  return { kind: 'taken', view: await viewOf(deps, draft), dropped: [] };
}

/** An unfinished form, from where it was left: the next message is its answer. */
export async function resume(deps: Desk, ref: DraftRef): Promise<Turn> {
  const turn = await look(deps, ref);
  return turn.kind === 'taken' ? { ...turn, view: await wake(deps, turn.view) } : turn;
}
