import { type Field, fieldAt } from './field.ts';
import { filled } from './fill.ts';
import { emptyState, type Form, type State } from './form.ts';
import type { Json } from './json.ts';
import type { Path } from './path.ts';
import type { Problem } from './problem.ts';
import { isDispensable, nextPath, pendingPaths, settingOf } from './questions.ts';
import { spotAt } from './spot.ts';
import { validatorOf } from './validate.ts';

export interface Question {
  readonly field: Field;
  /** What is wrong at this place, when it is asked because things do not fit together. */
  readonly problem: Problem | undefined;
}

export type Result =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const start = (): State => emptyState;

/** The question on the table; undefined when nothing is missing. */
export function ask(form: Form, state: State): Question | undefined {
  const path = nextPath(form, state);
  const field = path === undefined ? undefined : fieldAt(form, state, path);
  if (!field) return undefined;
  const issue = filled(form, state).issues.find(({ problem }) => problem.path === field.path);
  const problem = issue?.problem.code === 'required' ? undefined : issue?.problem;
  return { field, problem };
}

/** The input as it stands, complete or not: what a panel shows and a price is worked out from. */
export const current = (form: Form, state: State): Json | undefined => filled(form, state).value;

/** What keeps the form from being sent: unanswered fields without a default, and what does not fit together. */
export function missing(form: Form, state: State): readonly Problem[] {
  const setting = settingOf(form, state);
  const { value, issues } = filled(form, state);
  const unanswered = [...pendingPaths(form, state)].filter(
    (path) => !path.includes('?') && !state.open.includes(path),
  );
  const found = unanswered.flatMap((path): Problem[] => {
    const spot = spotAt(setting, value, path);
    return spot && !isDispensable(spot) ? [{ code: 'required', path }] : [];
  });
  const known = new Set<Path>(found.map(({ path }) => path));
  return [...found, ...issues.map(({ problem }) => problem).filter(({ path }) => !known.has(path))];
}

/** What to send. Judged by ajv against the schema as it was given, whatever we think of it. */
export function result(form: Form, state: State): Result {
  const { value } = filled(form, state);
  if (value === undefined) return { ok: false, problems: [{ code: 'required', path: '' }] };
  const problems = missing(form, state);
  if (problems.length > 0) return { ok: false, problems };
  const [detail] = validatorOf(form)(value);
  if (detail !== undefined) return { ok: false, problems: [{ code: 'invalid', path: '', detail }] };
  return { ok: true, value };
}
