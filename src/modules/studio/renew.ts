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
import type { Desk } from './deps.ts';
import { change, type Draft, type Notice } from './draft.ts';
import { leaveToDefaults } from './moves.ts';
import { awaitedBy, priceIn, viewOf } from './view.ts';

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
export async function renew(deps: Desk, draft: Draft): Promise<Draft | undefined> {
  const { catalogue } = deps;
  const model = nearest(catalogue, draft.modelId);
  if (!model) return undefined;
  const isSame = model.id === draft.modelId && catalogue.hash(model.id) === draft.catalogueHash;
  if (isSame) return draft;
  const { state, lost } = fillIn(catalogue.form(model.id), draft.state.value);
  const view = await viewOf(deps, { ...draft, modelId: model.id, state });
  const price = priceIn(view);
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
  return change(deps, draft, {
    modelId: model.id,
    catalogueHash: catalogue.hash(model.id),
    state,
    price,
    notice: isWorthTelling ? notice : undefined,
    ...(draft.awaiting && { awaiting: awaitedBy(view) }),
  });
}
