import type { ErrorCode } from '#kernel';
import type { Dropped, Path, Problem } from '#modules/catalogue';
import type { Desk } from './deps.ts';
import { type Awaiting, change, type Draft, isOpen, toDraft } from './draft.ts';
import { fetchLinks } from './media.ts';
import { type Move, make, type Pasted } from './moves.ts';
import { renew } from './renew.ts';
import { awaitedBy, priceIn, type View, viewOf } from './view.ts';

export interface DraftRef {
  userId: string;
  draftId: string;
}

/** `by`: what asks for it, such as an update's number; the same thing run again changes nothing. */
export interface Turning extends DraftRef {
  rev: number;
  by?: string | undefined;
  /** As it was read a moment ago for the same press: it need not be read again. */
  seen?: Draft | undefined;
}

export type Refusal =
  | { path: Path; problem: Problem }
  | { path: Path; code: ErrorCode; details: Readonly<Record<string, unknown>> };

export type Turn =
  | { kind: 'taken'; view: View; dropped: readonly Dropped[]; pasted?: Pasted | undefined }
  | { kind: 'refused'; view: View; refusal: Refusal }
  /** The draft has moved on since `rev`. */
  | { kind: 'stale'; view: View }
  /** Ordered already. */
  | { kind: 'submitted'; draft: Draft }
  /** Dropped, deleted, or never was. */
  | { kind: 'gone' };

export type Opened = Extract<Turn, { kind: 'stale' | 'submitted' | 'gone' }>;

/** The draft as the catalogue of this moment sees it. */
export async function load(deps: Desk, ref: DraftRef): Promise<Draft | undefined> {
  const row = await deps.drafts.find(ref);
  return row && refresh(deps, toDraft(row));
}

export async function refresh(deps: Desk, draft: Draft): Promise<Draft | undefined> {
  if (!isOpen(draft)) return draft;
  const renewed = await renew(deps, draft);
  if (renewed) return renewed;
  const again = await deps.drafts.find({ userId: draft.userId, draftId: draft.id });
  return again && again.rev !== draft.rev ? toDraft(again) : undefined;
}

/** The draft if it may be changed from `rev` on, else what to tell instead. */
export async function open(
  deps: Desk,
  { rev, by, seen, ...ref }: Turning,
): Promise<{ draft: Draft; isRepeat: boolean } | { turn: Opened }> {
  const draft = seen ?? (await load(deps, ref));
  if (!draft || draft.status === 'dropped') return { turn: { kind: 'gone' } };
  if (draft.status === 'submitted') return { turn: { kind: 'submitted', draft } };
  const isRepeat = by !== undefined && draft.by === by;
  if (draft.rev !== rev && !isRepeat)
    return { turn: { kind: 'stale', view: await viewOf(deps, draft) } };
  return { draft, isRepeat };
}

/** Takes one press or one message. Compare-and-set: of two at once one is taken, the other is stale. */
export async function act(deps: Desk, turning: Turning, move: Move): Promise<Turn> {
  const found = await open(deps, turning);
  if ('turn' in found) return found.turn;
  const { draft } = found;
  if (found.isRepeat) return { kind: 'taken', view: await viewOf(deps, draft), dropped: [] };
  const form = deps.catalogue.form(draft.modelId);
  const step = make(form, draft.state, move);
  if (!step.ok) {
    const refusal = { path: step.problem.path, problem: step.problem };
    return { kind: 'refused', view: await viewOf(deps, draft), refusal };
  }
  const fetched = await fetchLinks(deps, form, { userId: draft.userId, state: step.state });
  if (!fetched.ok) {
    const { path, code, details } = fetched;
    return {
      kind: 'refused',
      view: await viewOf(deps, draft),
      refusal: { path, code, details },
    };
  }
  const { state } = fetched;
  const view = await viewOf(deps, { ...draft, state, series: undefined });
  const after = await write(deps, view, { by: turning.by, awaiting: awaitedBy(view) });
  if (!after) return lost(deps, turning);
  return {
    kind: 'taken',
    view: after,
    dropped: step.dropped,
    ...(step.pasted && { pasted: step.pasted }),
  };
}

/** The next message will be taken for this, or as nothing of this draft. */
export async function awaitMessage(
  deps: Desk,
  turning: Turning,
  awaiting: Awaiting | undefined,
): Promise<Turn> {
  const found = await open(deps, turning);
  if ('turn' in found) return found.turn;
  const view = await viewOf(deps, found.draft);
  if (found.isRepeat) return { kind: 'taken', view, dropped: [] };
  const { series } = found.draft;
  const after = await write(deps, view, { by: turning.by, awaiting, series });
  return after ? { kind: 'taken', view: after, dropped: [] } : lost(deps, turning);
}

/** Keeps what the view shows. A notice was read by whoever went on from it. */
export async function write(
  deps: Desk,
  view: View,
  given: Pick<Draft, 'by' | 'awaiting'> & Partial<Pick<Draft, 'series'>>,
): Promise<View | undefined> {
  const after = await change(deps, view.draft, {
    ...given,
    state: view.draft.state,
    price: priceIn(view),
    notice: undefined,
    status: 'open',
    updatedAt: deps.clock.now(),
  });
  return after && { ...view, draft: after };
}

export async function lost(deps: Desk, { userId, draftId }: DraftRef): Promise<Turn> {
  const draft = await load(deps, { userId, draftId });
  if (!draft || draft.status === 'dropped') return { kind: 'gone' };
  if (draft.status === 'submitted') return { kind: 'submitted', draft };
  return { kind: 'stale', view: await viewOf(deps, draft) };
}
