import type { Credits } from '#kernel';
import { ask, type Form, type Model, type Question, type Quote } from '#modules/catalogue';
import type { StoredFile } from '#modules/files';
import type { StudioDeps } from './deps.ts';
import type { Awaiting, Draft } from './draft.ts';
import { filesIn, inputOf, secondsOf } from './media.ts';
import { type Series, seriesOf } from './series.ts';

/** A draft with all that a surface draws it from. */
export interface View {
  draft: Draft;
  model: Model;
  form: Form;
  /** On the table; undefined: nothing is missing. */
  question: Question | undefined;
  quote: Quote;
  seconds: Record<string, number>;
  files: readonly StoredFile[];
  /** What its plan for several orders comes to; undefined: it is one order. */
  series: Series | undefined;
}

export async function viewOf(
  deps: Pick<StudioDeps, 'catalogue' | 'files'>,
  draft: Draft,
): Promise<View> {
  const { catalogue } = deps;
  const { state, modelId, userId } = draft;
  const form = catalogue.form(modelId);
  const input = inputOf(form, state);
  const { files } = await filesIn(deps, userId, input);
  const seconds = secondsOf(files);
  return {
    draft,
    model: catalogue.get(modelId),
    form,
    question: ask(form, state),
    quote: catalogue.quote(modelId, { input, seconds }),
    seconds,
    files,
    series: draft.series && seriesOf(deps, { form, seconds, draft }, draft.series),
  };
}

/** What the next message will be taken for. */
export const awaitedBy = ({ question }: Pick<View, 'question'>): Awaiting | undefined =>
  question && { what: 'field', path: question.field.path };

export const priceIn = ({ quote }: Pick<View, 'quote'>): Credits | undefined =>
  quote.ok ? quote.amount : undefined;
