import { absence, answer, isOffered, withLists } from './answer.ts';
import { filled } from './fill.ts';
import type { Form, State } from './form.ts';
import type { Input } from './input.ts';
import { isList } from './json.ts';
import { isWithin, join, type Path, readAt, splitChoice, writeAt } from './path.ts';
import { schemasForItem } from './plan.ts';
import { isDispensable, pendingPaths, settingOf } from './questions.ts';
import { type Outcome, refuse, settle, without } from './settle.ts';
import { isGroupSpot, isListSpot, spotAt, spotOf } from './spot.ts';

const aside = ({ at: _, ...state }: State): State => state;

const remember = (state: State, path: Path): State => ({
  ...state,
  trail: [...state.trail.filter((entry) => entry !== path), path],
});

/** Leaves a field to its default, or out. */
export function skip(form: Form, state: State, path: Path): Outcome {
  const { path: place, number } = splitChoice(path);
  const bare = aside(
    number === undefined
      ? without(state, path)
      : {
          ...state,
          picks: Object.fromEntries(Object.entries(state.picks).filter(([key]) => key !== path)),
        },
  );
  const spot = spotAt(settingOf(form, bare), filled(form, bare).value, place);
  if (!spot) return refuse(absence(form, state, place));
  if (number === undefined && !isDispensable(spot)) return refuse({ code: 'required', path });
  const skipped = [...bare.skipped.filter((entry) => entry !== path), path];
  return settle(form, state, remember({ ...bare, skipped }, path), path);
}

/** One step back: the last answered question is on the table again, its answer still there. */
export function back(form: Form, state: State): State {
  if (state.at?.by === 'edit') return aside(state);
  const trail = [...state.trail];
  for (let path = trail.pop(); path !== undefined; path = trail.pop()) {
    const spot = spotAt(settingOf(form, state), filled(form, state).value, splitChoice(path).path);
    if (spot) return { ...state, trail, at: { path, by: 'back' } };
  }
  return state;
}

/** Puts a field on the table, whatever the order says. A group is opened for its fields. */
export function edit(form: Form, state: State, path: Path): Outcome {
  const { path: place, number } = splitChoice(path);
  const setting = settingOf(form, state);
  const full = filled(form, state).value;
  const spot = spotAt(setting, full, place);
  if (!spot || !isOffered(form, state, place)) return refuse(absence(form, state, place));
  const next: State = { ...state, at: { path, by: 'edit' } };
  const empty = spotOf(setting, { ...spot, value: undefined });
  if (number !== undefined || !isGroupSpot(empty) || readAt(state.value, path) !== undefined)
    return { ok: true, state: next, dropped: [] };
  const value = writeAt(withLists(setting, full, state.value, path), path, spot.value ?? {});
  const skipped = state.skipped.filter((entry) => entry !== path);
  return settle(form, state, { ...next, skipped, ...(value !== undefined && { value }) }, path);
}

/** Puts nothing particular on the table. */
export const leave = (state: State): State => aside(state);

/** One more entry for a list. Without an input an entry with fields of its own is opened. */
export function add(form: Form, state: State, path: Path, input?: Input): Outcome {
  const setting = settingOf(form, state);
  const spot = spotAt(setting, filled(form, state).value, path);
  if (!spot) return refuse(absence(form, state, path));
  if (!isListSpot(spot)) return refuse({ code: 'wrong_input', path });
  const given = readAt(state.value, path);
  const items = isList(given) ? given : [];
  const { maxItems } = spot.view;
  if (maxItems !== undefined && items.length >= maxItems)
    return refuse({ code: 'too_many', path, limit: maxItems, count: items.length + 1 });
  const listed = writeAt(withLists(setting, spot.value, state.value, path), path, items) ?? [];
  const open = [...state.open.filter((entry) => entry !== path), path];
  const skipped = state.skipped.filter((entry) => !isWithin(entry, path));
  const ready: State = { ...aside(state), value: listed, open, skipped };
  const itemPath = join(path, items.length);
  if (input) {
    const outcome = answer(form, ready, itemPath, input);
    return outcome.ok ? { ...outcome, state: { ...outcome.state, open } } : outcome;
  }
  const schemas = schemasForItem(spot.expansion.facets, items.length);
  const item = spotOf(setting, { schemas, value: undefined, path: itemPath, required: true });
  if (isGroupSpot(item) || isListSpot(item)) {
    const value = writeAt(listed, itemPath, isListSpot(item) ? [] : {}) ?? [];
    const deeper = isListSpot(item) ? [...open, itemPath] : open;
    return settle(form, state, remember({ ...ready, value, open: deeper }, path), itemPath);
  }
  return { ok: true, state: { ...ready, at: { path: itemPath, by: 'edit' } }, dropped: [] };
}

/** The list has all its entries. */
export function done(form: Form, state: State, path: Path): Outcome {
  const setting = settingOf(form, state);
  const spot = spotAt(setting, filled(form, state).value, path);
  if (!spot) return refuse(absence(form, state, path));
  const given = readAt(state.value, path);
  const items = isList(given) ? given : [];
  const limit = spot.view.minItems ?? 0;
  if (items.length < limit) return refuse({ code: 'too_few', path, limit, count: items.length });
  const open = state.open.filter((entry) => entry !== path);
  const value = writeAt(withLists(setting, spot.value, state.value, path), path, items) ?? items;
  return settle(form, state, remember({ ...aside(state), open, value }, path), path);
}

/** Takes an entry out of a list, or an answer away altogether. */
export function remove(form: Form, state: State, path: Path): Outcome {
  if (readAt(state.value, path) === undefined) return refuse(absence(form, state, path));
  return settle(form, state, aside(without(state, path)), undefined);
}

/** Everything that has a default and was not answered is left to it. */
export function useDefaults(form: Form, state: State): State {
  let next = aside(state);
  for (const path of [...pendingPaths(form, next)]) {
    const outcome = skip(form, next, path);
    if (outcome.ok) next = outcome.state;
  }
  return next;
}
