import {
  type Catalogue,
  type Form,
  isObject,
  type Json,
  type Model,
  paste,
  type State,
  start,
  type Words,
} from '#modules/catalogue';
import type { StudioDeps } from './deps.ts';
import { type Draft, type Notice, toDraft, toRow } from './draft.ts';
import { filesIn, inputOf, secondsOf } from './media.ts';
import { leaveToDefaults } from './moves.ts';
import { updateDraftRow } from './store/drafts.ts';
import { awaitedBy } from './view.ts';

export interface Filled {
  state: State;
  lost: Words[];
}

/** Answers brought into a form one by one: what fits stays, what does not is named. */
export function fillIn(form: Form, input: Json | undefined): Filled {
  if (input === undefined || !isObject(input))
    return { state: leaveToDefaults(form, start()), lost: [] };
  const { state, refused, dropped, unknown } = paste(form, start(), JSON.stringify(input));
  const titles = (path: string): Words => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return form.texts[name]?.title ?? { ru: name, en: name };
  };
  return {
    state: leaveToDefaults(form, state),
    lost: [
      ...refused.map(({ path }) => titles(path)),
      ...dropped.map(({ title }) => title),
      ...unknown.map((name) => ({ ru: name, en: name })),
    ],
  };
}

/** The model itself while it is sold, else the one most like it; undefined when nothing is left of its kind. */
export function nearest(catalogue: Catalogue, modelId: string): Model | undefined {
  const model = catalogue.find(modelId);
  if (model && catalogue.whyNotSold(modelId) === undefined) return model;
  const offered = catalogue.groups().flatMap(({ models }) => models);
  if (!model) return offered[0];
  const alike = [
    offered.find(({ kind, family }) => kind === model.kind && family === model.family),
    offered.find(({ kind }) => kind === model.kind),
    offered.find(({ output }) => output === model.output),
  ];
  return alike.find((one) => one !== undefined);
}

/** The catalogue moved on under an open form: valid answers stay; losses and a changed price are kept to be told. */
export async function renew(deps: StudioDeps, draft: Draft): Promise<Draft | undefined> {
  const { catalogue } = deps;
  const model = nearest(catalogue, draft.modelId);
  if (!model) return undefined;
  const isSame = model.id === draft.modelId && catalogue.hash(model.id) === draft.catalogueHash;
  if (isSame) return draft;
  const { state, lost } = fillIn(catalogue.form(model.id), draft.state.value);
  const price = await priceOf(deps, { ...draft, modelId: model.id, state });
  const before = catalogue.find(draft.modelId);
  const notice: Notice = {
    lost,
    ...(draft.price !== undefined && draft.price !== price && { priceBefore: draft.price }),
    ...(model.id !== draft.modelId && {
      modelBefore: before?.title ?? { ru: draft.modelId, en: draft.modelId },
    }),
  };
  const isWorthTelling =
    lost.length > 0 || notice.priceBefore !== undefined || notice.modelBefore !== undefined;
  const row = await updateDraftRow(
    deps.db,
    draft,
    toRow({
      modelId: model.id,
      catalogueHash: catalogue.hash(model.id),
      state,
      price,
      notice: isWorthTelling ? notice : undefined,
      ...(draft.awaiting && { awaiting: awaitedBy(catalogue, model.id, state) }),
    }),
  );
  return row && toDraft(row);
}

export async function priceOf(
  deps: Pick<StudioDeps, 'catalogue' | 'files'>,
  { userId, modelId, state }: Pick<Draft, 'userId' | 'modelId' | 'state'>,
) {
  const input = inputOf(deps.catalogue.form(modelId), state);
  const { files } = await filesIn(deps, userId, input);
  const quote = deps.catalogue.quote(modelId, { input, seconds: secondsOf(files) });
  return quote.ok ? quote.amount : undefined;
}
