import { check } from './check.ts';
import { filled } from './fill.ts';
import type { Form, State } from './form.ts';
import type { Input } from './input.ts';
import { isList, isObject, type Json } from './json.ts';
import { mentionedIn } from './mentioned.ts';
import { named } from './name-problem.ts';
import { parse } from './parse.ts';
import {
  isWithin,
  join,
  lastKey,
  type Path,
  parentOf,
  readAt,
  split,
  splitChoice,
  writeAt,
} from './path.ts';
import { pick } from './pick.ts';
import { planOf } from './plan.ts';
import type { Problem } from './problem.ts';
import { settingOf } from './questions.ts';
import { type Outcome, refuse, settle, without } from './settle.ts';
import {
  isGroupSpot,
  isListSpot,
  openForks,
  type Setting,
  type Spot,
  spotAt,
  spotOf,
  takesExtras,
} from './spot.ts';
import { widgetOf } from './widget.ts';

/** Takes one answer, or says why not. Nothing of the old state is changed. */
export function answer(form: Form, state: State, path: Path, input: Input): Outcome {
  const { path: place, number } = splitChoice(path);
  const setting = settingOf(form, state);
  const full = filled(form, state).value;
  const spot = isOffered(form, state, place) ? spotAt(setting, full, place) : undefined;
  if (!spot) return refuse(absence(form, state, place));
  if (number !== undefined) return pick(form, state, { spot, key: path, input });
  const asked = askedSpot(setting, spot, readAt(state.value, path));
  const [fork] = openForks(asked);
  if (input.kind === 'option' && fork && widgetOf(setting, asked).kind === 'variants')
    return pick(form, state, { spot: asked, key: fork.key, input });
  const parsed = parse(setting, asked, input);
  if (!parsed.ok) return refuse(parsed.problem);
  const problem = firstProblem(form, asked, parsed.value, input);
  if (problem) return refuse(named(form, state, problem));
  const value = writeAt(withLists(setting, full, state.value, path), path, parsed.value);
  const own = new Set(asked.expansion.forks.map(({ key }) => key));
  const kept = Object.fromEntries(Object.entries(state.picks).filter(([key]) => own.has(key)));
  const bare = without(state, path);
  const changed: State = {
    ...bare,
    ...(value !== undefined && { value }),
    picks: { ...bare.picks, ...kept, ...parsed.picks },
    skipped: state.skipped.filter((entry) => !isWithin(entry, path)),
    open: state.open.filter((entry) => !isWithin(entry, path)),
    trail: [...state.trail.filter((entry) => !isWithin(entry, path)), path],
  };
  const { at: _, ...settled } = changed;
  return settle(form, state, settled, path);
}

/** A question is about a place as if it were empty, save where one adds to what is there. */
export function askedSpot(setting: Setting, spot: Spot, given: Json | undefined): Spot {
  const empty = spotOf(setting, { ...spot, value: undefined });
  if (isListSpot(empty)) return spotOf(setting, { ...spot, value: isList(given) ? given : [] });
  return isGroupSpot(empty) ? spot : empty;
}

/** Incomplete is fine inside (the rest will be asked), but not for the very thing that was said as a whole. */
function firstProblem(form: Form, spot: Spot, value: Json, input: Input): Problem | undefined {
  const issues = spot.schemas.flatMap((schema) => check(form.doc, schema, value, spot.path));
  const hard = issues.find((issue) => !issue.soft);
  if (hard) return hard.problem;
  if (input.kind === 'file') return undefined;
  const own = issues.find(
    ({ problem }) =>
      problem.path === spot.path && (problem.code === 'too_few' || problem.code === 'lacks_item'),
  );
  const asksMore = isObject(value) && planOf(form, spot.expansion).names.length > 0;
  return asksMore ? undefined : own?.problem;
}

/** Keys a schema merely does not forbid are no fields: they come in with a paste of the whole. */
export function isOffered(form: Form, state: State, path: Path): boolean {
  if (path === '') return true;
  const parent = spotAt(settingOf(form, state), filled(form, state).value, parentOf(path));
  if (!parent || isListSpot(parent)) return parent !== undefined;
  const { names } = planOf(form, parent.expansion);
  return names.length === 0 || names.includes(lastKey(path)) || takesExtras(parent);
}

export function absence(form: Form, state: State, path: Path): Problem {
  const parent = spotAt(settingOf(form, state), filled(form, state).value, parentOf(path));
  const known = parent && mentionedIn(form, parent.schemas).has(lastKey(path));
  return { code: known ? 'not_now' : 'unknown_field', path };
}

/** A list that only its default fills becomes an answer when one of its entries is changed. */
export function withLists(
  setting: Setting,
  full: Json | undefined,
  given: Json | undefined,
  path: Path,
): Json | undefined {
  let value = given;
  let place = '';
  for (const key of split(path)) {
    if (readAt(value, place) === undefined && place !== path) {
      const there = readAt(full, place);
      const spot = spotAt(setting, full, place);
      if (isList(there)) value = writeAt(value, place, there);
      else if (spot && isListSpot(spot)) value = writeAt(value, place, []);
    }
    place = join(place, key);
  }
  return value;
}
