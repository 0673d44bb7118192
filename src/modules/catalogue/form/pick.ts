import { check } from './check.ts';
import type { Fork } from './expand.ts';
import { filled } from './fill.ts';
import type { Form, State } from './form.ts';
import type { Input } from './input.ts';
import { type Path, readAt, writeAt } from './path.ts';
import type { Problem } from './problem.ts';
import { settingOf } from './questions.ts';
import {
  answeredPlace,
  type Dropped,
  describe,
  type Outcome,
  refuse,
  settle,
  without,
} from './settle.ts';
import { isGroupSpot, type Spot, spotAt, spotOf } from './spot.ts';
import { readOption } from './typed-option.ts';
import { variantsOf } from './widget.ts';

interface Pressed {
  readonly spot: Spot;
  readonly key: Path;
  readonly input: Input;
}

/** Chooses a branch of a fork; what only the other branches could hold goes. */
export function pick(form: Form, state: State, { spot, key, input }: Pressed): Outcome {
  const fork = forkAt(form, state, spot, key);
  if (!fork) return refuse({ code: 'not_now', path: key });
  const index = pressedIndex(form, fork, input);
  const branch = index === undefined ? undefined : fork.branches[index];
  if (index === undefined || !branch) return refuse(notAVariant(form, fork));
  const dropped: Dropped[] = [];
  let next = state;
  for (let round = 0; round < 60; round += 1) {
    const given = readAt(next.value, spot.path);
    const wrong = given === undefined ? [] : check(form.doc, branch, given, spot.path);
    const problem = wrong.find((issue) => !issue.soft)?.problem;
    if (!problem) break;
    const place = answeredPlace(next, problem.path);
    dropped.push(...describe(form, [next], { path: place, why: problem }));
    next = without(next, place);
  }
  const trail = [...next.trail.filter((entry) => entry !== key), key];
  const { at: _, ...rest } = next;
  const picked = { ...rest, picks: { ...next.picks, [key]: index }, trail };
  const outcome = settle(form, state, opened(form, picked, spot.path), undefined);
  return outcome.ok ? { ...outcome, dropped: [...dropped, ...outcome.dropped] } : outcome;
}

function forkAt(form: Form, state: State, spot: Spot, key: Path): Fork | undefined {
  const picks = Object.fromEntries(Object.entries(state.picks).filter(([name]) => name !== key));
  const blank = spotOf({ form, picks }, { ...spot, value: undefined });
  return [...spot.expansion.forks, ...blank.expansion.forks].find((entry) => entry.key === key);
}

/** A chosen branch is to be answered next: a group stands open, anything else is put on the table. */
function opened(form: Form, state: State, path: Path): State {
  if (readAt(state.value, path) !== undefined) return state;
  const setting = settingOf(form, state);
  const spot = spotAt(setting, filled(form, state).value, path);
  if (!spot) return state;
  if (!isGroupSpot(spotOf(setting, { ...spot, value: undefined })))
    return { ...state, at: { path, by: 'edit' } };
  const value = writeAt(state.value, path, {});
  return value === undefined ? state : { ...state, value };
}

function pressedIndex(form: Form, fork: Fork, input: Input): number | undefined {
  const { options } = variantsOf(form, fork);
  if (input.kind === 'option') return options[input.index]?.index;
  if (input.kind !== 'text') return undefined;
  const words = options.map(({ index, label }) => ({ value: index, label }));
  const read = readOption(words, input.text);
  return read.ok && typeof read.value === 'number' ? read.value : undefined;
}

function notAVariant(form: Form, fork: Fork): Problem {
  const options = variantsOf(form, fork).options.map(({ label }) => label);
  return { code: 'not_an_option', path: fork.key, options, suggestions: [] };
}
