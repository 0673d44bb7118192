import type { ErrorCode } from '#kernel';
import type { Dropped, Path, Problem } from '#modules/catalogue';
import type { StudioDeps } from './deps.ts';
import { type Awaiting, type Draft, isOpen, toDraft, toRow } from './draft.ts';
import { fetchLinks } from './media.ts';
import { type Move, make, type Pasted } from './moves.ts';
import { priceOf, renew } from './renew.ts';
import { findDraftRow, updateDraftRow } from './store/drafts.ts';
import { awaitedBy, type View, viewOf } from './view.ts';

export interface DraftRef {
  userId: string;
  draftId: string;
}

/** `by`: what asks for it, such as an update's number; the same thing run again changes nothing. */
export interface Turning extends DraftRef {
  rev: number;
  by?: string | undefined;
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
export async function load(deps: StudioDeps, ref: DraftRef): Promise<Draft | undefined> {
  const row = await findDraftRow(deps.db, ref);
  if (!row) return undefined;
  const draft = toDraft(row);
  if (!isOpen(draft)) return draft;
  const renewed = await renew(deps, draft);
  if (renewed) return renewed;
  const again = await findDraftRow(deps.db, ref);
  return again && again.rev !== draft.rev ? toDraft(again) : undefined;
}

/** The draft if it may be changed from `rev` on, else what to tell instead. */
export async function open(
  deps: StudioDeps,
  { rev, by, ...ref }: Turning,
): Promise<{ draft: Draft; isRepeat: boolean } | { turn: Opened }> {
  const draft = await load(deps, ref);
  if (!draft || draft.status === 'dropped') return { turn: { kind: 'gone' } };
  if (draft.status === 'submitted') return { turn: { kind: 'submitted', draft } };
  const isRepeat = by !== undefined && draft.by === by;
  if (draft.rev !== rev && !isRepeat)
    return { turn: { kind: 'stale', view: await viewOf(deps, draft) } };
  return { draft, isRepeat };
}

/** Takes one press or one message. Compare-and-set: of two at once one is taken, the other is stale. */
export async function act(deps: StudioDeps, turning: Turning, move: Move): Promise<Turn> {
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
  const after = await write(deps, draft, {
    state,
    by: turning.by,
    awaiting: awaitedBy(deps.catalogue, draft.modelId, state),
  });
  if (!after) return lost(deps, turning);
  return {
    kind: 'taken',
    view: await viewOf(deps, after),
    dropped: step.dropped,
    ...(step.pasted && { pasted: step.pasted }),
  };
}

/** The next message will be taken for this, or as nothing of this draft. */
export async function awaitMessage(
  deps: StudioDeps,
  turning: Turning,
  awaiting: Awaiting | undefined,
): Promise<Turn> {
  const found = await open(deps, turning);
  if ('turn' in found) return found.turn;
  const { draft } = found;
  if (found.isRepeat) return { kind: 'taken', view: await viewOf(deps, draft), dropped: [] };
  const after = await write(deps, draft, { state: draft.state, by: turning.by, awaiting });
  return after
    ? { kind: 'taken', view: await viewOf(deps, after), dropped: [] }
    : lost(deps, turning);
}

// A notice was read by whoever went on from it.
async function write(
  deps: StudioDeps,
  draft: Draft,
  change: Pick<Draft, 'state' | 'by' | 'awaiting'>,
): Promise<Draft | undefined> {
  const price = await priceOf(deps, { ...draft, state: change.state });
  const row = await updateDraftRow(
    deps.db,
    draft,
    toRow({ ...change, price, notice: undefined, status: 'open', updatedAt: deps.clock.now() }),
  );
  return row && toDraft(row);
}

async function lost(deps: StudioDeps, ref: DraftRef): Promise<Turn> {
  const draft = await load(deps, ref);
  if (!draft || draft.status === 'dropped') return { kind: 'gone' };
  if (draft.status === 'submitted') return { kind: 'submitted', draft };
  return { kind: 'stale', view: await viewOf(deps, draft) };
}
