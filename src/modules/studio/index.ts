// What a person does around generations: forms being filled, presets, favourites, how results come. A form lives in
// its row, so it outlives restarts. Must never happen: an answer taken twice, one press ordered twice, a price that
// changed without being told, somebody else's draft.
import type { Json } from '#modules/catalogue';
import type { Tx } from '#platform/db';
import { act, awaitMessage, type DraftRef, load, refresh, type Turning } from './act.ts';
import type { Desk, StudioDeps } from './deps.ts';
import { type Awaiting, change, type Draft, toDraft } from './draft.ts';
import type { Move } from './moves.ts';
import { type DraftInput, look, openDraft, resume } from './open-draft.ts';
import { createPopular } from './popular.ts';
import { deletePreset, findPreset, listPresets, savePreset } from './presets.ts';
import { modelPrices, type SeriesPlan, valuePrices } from './series.ts';
import { setSeries } from './set-series.ts';
import { createDraftRows } from './store/draft-rows.ts';
import { deleteDrafts, deleteOldDrafts, stopAwaiting } from './store/drafts.ts';
import {
  createDeliveries,
  type Delivery,
  deleteFavourite,
  deleteShelf,
  findFavourites,
  insertFavourite,
  listFavouriteRows,
  putDelivery,
} from './store/shelf.ts';
import { submit } from './submit.ts';
import type { View } from './view.ts';

export type { DraftRef, Refusal, Turn, Turning } from './act.ts';
export type { Order, Orders, SeriesOrder, StudioDeps } from './deps.ts';
export type { Awaiting, Draft, Notice } from './draft.ts';
export type { Move, Pasted } from './moves.ts';
export type { DraftInput } from './open-draft.ts';
export { longestPresetName, type Preset } from './presets.ts';
export {
  leastInSeries,
  mostInSeries,
  type Series,
  type SeriesPlan,
  type SeriesValue,
  splitPrompts,
} from './series.ts';
export type { Delivery } from './store/shelf.ts';
export type { Submitted } from './submit.ts';
export type { View } from './view.ts';

export type Studio = ReturnType<typeof createStudio>;

const defaultDraftDays = 60;
const dayMs = 24 * 60 * 60 * 1000;

export function createStudio(given: StudioDeps) {
  const deps: Desk = { ...given, drafts: createDraftRows(given.db) };
  const { db, clock } = deps;
  const findDelivery = createDeliveries(db);
  return {
    openDraft: (input: DraftInput) => openDraft(deps, input),
    view: (ref: DraftRef) => look(deps, ref),
    resume: (ref: DraftRef) => resume(deps, ref),
    /** One press or one message, taken on the draft as it was at `rev`. */
    act: (turning: Turning, move: Move) => act(deps, turning, move),
    awaitMessage: (turning: Turning, awaiting: Awaiting | undefined) =>
      awaitMessage(deps, turning, awaiting),
    setSeries: (
      turning: Turning,
      series: { plan: SeriesPlan | undefined; awaiting?: Awaiting | undefined },
    ) => setSeries(deps, turning, series),
    /** What the order would cost with each of these values for one parameter; undefined: it could not be ordered. */
    valuePrices: (view: View, of: { name: string; values: readonly Json[] }) =>
      valuePrices(deps, view, of),
    /** What it would cost on each of these models; those that cannot take it are left out. */
    modelPrices: (view: View, modelIds: readonly string[]) => modelPrices(deps, view, modelIds),
    submit: (turning: Parameters<typeof submit>[1]) => submit(deps, turning),

    /** The draft that the next message belongs to. */
    findAwaiting: async (userId: string): Promise<Draft | undefined> => {
      const row = await deps.drafts.findAwaiting(userId);
      return row && refresh(deps, toDraft(row));
    },
    /** The next message is for somebody else; the drafts stay. True when one was waiting. */
    pause: (userId: string): Promise<boolean> => stopAwaiting(db, userId),
    listDrafts: async (userId: string, limit = 5): Promise<Draft[]> =>
      (await deps.drafts.listLive(userId, limit)).map(toDraft),
    drop: async ({ userId, draftId }: DraftRef): Promise<void> => {
      const draft = await load(deps, { userId, draftId });
      if (!draft || draft.status === 'submitted' || draft.status === 'dropped') return;
      const updatedAt = clock.now();
      await change(deps, draft, { status: 'dropped', awaiting: undefined, updatedAt });
    },

    savePreset: (input: DraftRef & { name: string }) => savePreset(deps, input),
    listPresets: (of: { userId: string; modelId: string }) => listPresets(deps, of),
    findPreset: (ref: { userId: string; presetId: string }) => findPreset(deps, ref),
    deletePreset: (ref: { userId: string; presetId: string }) => deletePreset(deps, ref),

    addFavourite: (of: { userId: string; generationId: string }) =>
      insertFavourite(db, { ...of, createdAt: clock.now() }),
    removeFavourite: (of: { userId: string; generationId: string }) => deleteFavourite(db, of),
    /** Which of these are favourites. */
    favouritesAmong: async (userId: string, ids: readonly string[]): Promise<Set<string>> =>
      ids.length === 0
        ? new Set()
        : new Set((await findFavourites(db, userId, ids)).map((row) => row.generationId)),
    /** Newest first; `next` asks for what is older. */
    listFavourites: async (page: {
      userId: string;
      before?: Date | undefined;
      limit: number;
    }): Promise<{ generationIds: string[]; next: Date | undefined }> => {
      const rows = await listFavouriteRows(db, { ...page, limit: page.limit + 1 });
      const shown = rows.slice(0, page.limit);
      return {
        generationIds: shown.map(({ generationId }) => generationId),
        next: rows.length > page.limit ? shown.at(-1)?.createdAt : undefined,
      };
    },

    /** Preview: shrunk by Telegram for a quick look. Original: as it was made. */
    delivery: async (userId: string): Promise<Delivery> =>
      (await findDelivery(userId)) ?? 'preview',
    setDelivery: (userId: string, delivery: Delivery) => putDelivery(db, { userId, delivery }),

    /** Orders of the last month by model. */
    popular: createPopular(deps),

    forget: async (tx: Tx, userId: string): Promise<void> => {
      await deleteDrafts(tx, userId);
      await deleteShelf(tx, userId);
    },
    /** Drafts that nobody touched for long, ordered ones too: the orders themselves stay. */
    cleanup: async ({ dryRun = false } = {}): Promise<{ drafts: number }> => ({
      drafts: await deleteOldDrafts(db, {
        before: new Date(clock.now().getTime() - (deps.draftDays ?? defaultDraftDays) * dayMs),
        dryRun,
      }),
    }),
  };
}
