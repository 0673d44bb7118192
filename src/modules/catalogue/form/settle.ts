import { filled } from './fill.ts';
import type { Form, State } from './form.ts';
import { isObject, type Json } from './json.ts';
import { named } from './name-problem.ts';
import {
  isWithin,
  join,
  lastKey,
  type Path,
  parentOf,
  readAt,
  splitChoice,
  writeAt,
} from './path.ts';
import { planOf } from './plan.ts';
import type { Issue, Problem } from './problem.ts';
import { settingOf } from './questions.ts';
import { spotAt } from './spot.ts';
import { humanise, titleOf } from './texts.ts';
import { both, type Words } from './words.ts';

/** An answer that had to go because of another. */
export interface Dropped {
  readonly path: Path;
  readonly title: Words;
  readonly value: Json;
  readonly why: Problem;
}

export type Outcome =
  | { readonly ok: true; readonly state: State; readonly dropped: readonly Dropped[] }
  | { readonly ok: false; readonly problem: Problem };

export const refuse = (problem: Problem): Outcome => ({ ok: false, problem });

/**
 * Brings a changed state in order: what no longer fits beside the new answer goes, and is told;
 * if nothing but the new answer can be wrong, it is refused.
 */
export function settle(form: Form, before: State, changed: State, kept: Path | undefined): Outcome {
  let state = changed;
  const dropped: Dropped[] = [];
  const drop = (path: Path, why: Problem) => {
    const next = without(state, path);
    dropped.push(...describe(form, [state, before], { path, why }));
    state = next;
  };
  for (let round = 0; round < 60; round += 1) {
    const hard = hardOf(form, state);
    const [issue] = hard;
    if (!issue) break;
    const place = hard
      .map(({ problem }) => ({ path: answeredPlace(state, problem.path), problem }))
      .find(({ path }) => canGo(path, kept));
    if (place) {
      drop(place.path, place.problem);
      continue;
    }
    const rival = findRival(form, state, issue, kept);
    if (rival === undefined) return refuse(named(form, state, issue.problem));
    drop(rival, issue.problem);
    state = withoutPicks(state, parentOf(rival));
  }
  for (const path of forgotten(form, before, state)) drop(path, { code: 'not_now', path });
  return { ok: true, state, dropped };
}

export const hardOf = (form: Form, state: State): readonly Issue[] =>
  filled(form, state).issues.filter((issue) => !issue.soft);

export function describe(
  form: Form,
  states: readonly State[],
  { path, why }: Pick<Dropped, 'path' | 'why'>,
): readonly Dropped[] {
  const value = readAt(states[0]?.value, path);
  if (value === undefined) return [];
  // The place may be gone together with the answer: then the state before still knows its name.
  const [spot] = states.flatMap(
    (state) => spotAt(settingOf(form, state), filled(form, state).value, path) ?? [],
  );
  const title = spot ? titleOf(form, path, spot.view) : both(humanise(lastKey(path)));
  return [{ path, title, value, why }];
}

/** A branch chosen by hand must not outlive the answers it was chosen for. */
function withoutPicks(state: State, group: Path): State {
  const picks = Object.entries(state.picks).filter(([key]) => splitChoice(key).path !== group);
  return { ...state, picks: Object.fromEntries(picks) };
}

export function without(state: State, path: Path): State {
  const { value: _, ...rest } = state;
  const value = writeAt(state.value, path, undefined);
  const outside = (place: Path) => !isWithin(place, path);
  return {
    ...rest,
    ...(value !== undefined && { value }),
    picks: Object.fromEntries(Object.entries(state.picks).filter(([key]) => outside(key))),
    open: state.open.filter(outside),
    trail: state.trail.filter(outside),
  };
}

/** The nearest place at or above that holds an answer. */
export function answeredPlace(state: State, path: Path): Path {
  let place = path;
  while (place !== '' && readAt(state.value, place) === undefined) place = parentOf(place);
  return place;
}

const canGo = (path: Path, kept: Path | undefined): boolean =>
  path !== '' && (kept === undefined || !(isWithin(path, kept) || isWithin(kept, path)));

/** The most recent other answer of the same group without which fewer things are wrong. */
function findRival(
  form: Form,
  state: State,
  { problem }: Issue,
  kept: Path | undefined,
): Path | undefined {
  const now = hardOf(form, state).length;
  for (let place = problem.path; ; place = parentOf(place)) {
    const group = readAt(state.value, place);
    const paths = isObject(group) ? Object.keys(group).map((key) => join(place, key)) : [];
    const age = (path: Path) => state.trail.findLastIndex((entry) => isWithin(entry, path));
    const rival = paths
      .filter((path) => canGo(path, kept))
      .sort((a, b) => age(b) - age(a))
      .find((path) => hardOf(form, without(state, path)).length < now);
    if (rival !== undefined || place === '') return rival;
  }
}

/** Answers to fields that were there before and, after the change, are not asked any more. */
function forgotten(form: Form, before: State, after: State): readonly Path[] {
  const gone: Path[] = [];
  const was = settingOf(form, before);
  const is = settingOf(form, after);
  const visit = (path: Path) => {
    const old = spotAt(was, filled(form, before).value, path);
    const now = spotAt(is, filled(form, after).value, path);
    const given = readAt(after.value, path);
    if (!old || !now || !isObject(given)) return;
    if (!old.expansion.dynamic && !now.expansion.dynamic) {
      for (const key of Object.keys(given)) if (isObject(given[key])) visit(join(path, key));
      return;
    }
    const oldNames = planOf(form, old.expansion).names;
    const names = planOf(form, now.expansion).names;
    for (const key of Object.keys(given)) {
      if (oldNames.includes(key) && !names.includes(key)) gone.push(join(path, key));
      else if (isObject(given[key])) visit(join(path, key));
    }
  };
  visit('');
  return gone;
}
