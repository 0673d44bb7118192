import { check } from './check.ts';
import { filled } from './fill.ts';
import type { Form, State } from './form.ts';
import { isList, type Json } from './json.ts';
import { type Path, parentOf, readAt, splitChoice, step } from './path.ts';
import { planOf } from './plan.ts';
import {
  childSpot,
  isGroupSpot,
  isListSpot,
  openForks,
  rootSpot,
  type Setting,
  type Spot,
  spotAt,
} from './spot.ts';
import { widgetOf } from './widget.ts';

interface Asking extends Setting {
  readonly state: State;
}

export const settingOf = (form: Form, state: State): Setting => ({ form, picks: state.picks });

/** Everything that is still to be asked before the form could be sent, in order. */
export function* pendingPaths(form: Form, state: State): Generator<Path> {
  const asking = { ...settingOf(form, state), state };
  const { value } = filled(form, state);
  yield* pendingIn(asking, rootSpot(asking, value), state.value);
}

export function* pendingUnder(form: Form, state: State, path: Path): Generator<Path> {
  const asking = { ...settingOf(form, state), state };
  const spot = spotAt(asking, filled(form, state).value, path);
  if (spot) yield* pendingIn(asking, spot, readAt(state.value, path));
}

function* pendingIn(asking: Asking, spot: Spot, given: Json | undefined): Generator<Path> {
  const { state } = asking;
  const { path } = spot;
  if (given === undefined && state.skipped.includes(path) && isDispensable(spot)) return;
  if (given === null) return;
  if (isGroupSpot(spot)) yield* pendingInGroup(asking, spot, given);
  else if (isListSpot(spot)) yield* pendingInList(asking, spot, given);
  else if (given === undefined && spot.required && widgetOf(asking, spot).kind !== 'fixed')
    yield path;
}

export const isDispensable = (spot: Spot): boolean => !spot.required || spot.value !== undefined;

function* pendingInGroup(asking: Asking, spot: Spot, given: Json | undefined): Generator<Path> {
  if (spot.value === undefined) return;
  const { names } = planOf(asking.form, spot.expansion);
  if (given === undefined && spot.required && widgetOf(asking, spot).kind === 'map')
    yield spot.path;
  for (const name of names) {
    const child = childSpot(asking, spot, name);
    if (child) yield* pendingIn(asking, child, step(given, name));
  }
  const [fork] = openForks(spot);
  if (fork && isUndecided(asking, spot)) yield fork.key;
}

function isUndecided({ form }: Asking, { schemas, value, path }: Spot): boolean {
  if (value === undefined) return false;
  return schemas
    .flatMap((schema) => check(form.doc, schema, value, path))
    .some(({ problem }) => problem.path === path && undecidedCodes.has(problem.code));
}
const undecidedCodes = new Set(['choose_variant', 'ambiguous', 'no_match']);

function* pendingInList(asking: Asking, spot: Spot, given: Json | undefined): Generator<Path> {
  const { path, view } = spot;
  if (!isList(given)) {
    if (given === undefined && spot.required) yield path;
    return;
  }
  for (let i = 0; i < given.length; i += 1) {
    const child = childSpot(asking, spot, String(i));
    if (child) yield* pendingIn(asking, child, given[i]);
  }
  if (asking.state.open.includes(path) || given.length < (view.minItems ?? 0)) yield path;
}

/** Where the next question is: what was asked for, then what is missing, then what does not fit together. */
export function nextPath(form: Form, state: State): Path | undefined {
  if (state.at) {
    const { value } = pendingUnder(form, state, splitChoice(state.at.path).path).next();
    return typeof value === 'string' && isGroupAt(form, state, state.at.path)
      ? value
      : state.at.path;
  }
  const { value } = pendingPaths(form, state).next();
  if (typeof value === 'string') return value;
  const full = filled(form, state);
  const [issue] = full.issues;
  return issue && placeOf(form, state, issue.problem.path);
}

function isGroupAt(form: Form, state: State, path: Path): boolean {
  const spot = spotAt(settingOf(form, state), filled(form, state).value, path);
  return spot !== undefined && isGroupSpot(spot);
}

/** The nearest place that can be asked about. */
function placeOf(form: Form, state: State, path: Path): Path {
  const setting = settingOf(form, state);
  const { value } = filled(form, state);
  let place = path;
  while (place !== '' && !spotAt(setting, value, place)) place = parentOf(place);
  return place;
}
