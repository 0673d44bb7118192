import { check } from './check.ts';
import type { Filled, Form, State } from './form.ts';
import { has, isList, isObject, type Json, type JsonObject, withKey } from './json.ts';
import { join, split } from './path.ts';
import { planOf, schemasForItem } from './plan.ts';
import type { Issue } from './problem.ts';
import { childSpot, isGroupSpot, rootSpot, type Setting, type Spot, spotOf } from './spot.ts';

// A group that requires itself has no end of its own.
const deepest = 40;

/** Which defaults go in: all, or only what must be there anyway. */
type Measure = 'all' | 'required' | 'none';

interface Filling extends Setting {
  readonly measure: Measure;
}

/**
 * What would be sent now: the answers, fixed values, and the defaults of everything that matters.
 * Where the defaults contradict each other or the answers, only the required ones are taken.
 */
export function filled(form: Form, state: State): Filled {
  const { filled: cache } = form.caches;
  const known = cache.get(state);
  if (known) return known;
  const found = fillBest(form, state);
  cache.set(state, found);
  return found;
}

function fillBest(form: Form, state: State): Filled {
  let best: Filled | undefined;
  for (const measure of ['all', 'required', 'none'] as const) {
    const filling = { form, picks: state.picks, measure };
    const value = fillSpot(filling, rootSpot(filling, state.value));
    const found = { value, issues: issuesOf(form, value) };
    if (!best || countHard(found) < countHard(best)) best = found;
    if (countHard(found) === 0) break;
  }
  // Defaults alone must not bring new questions to answers that need none.
  const asks = form.doc.conditional && best !== undefined && best.issues.length > 0;
  if (asks && state.value !== undefined && issuesOf(form, state.value).length === 0)
    return { value: state.value, issues: [] };
  return best ?? { value: undefined, issues: [] };
}

const issuesOf = (form: Form, value: Json | undefined): readonly Issue[] =>
  value === undefined ? [] : check(form.doc, form.doc.root, value);

const countHard = ({ issues }: Filled) => issues.filter((issue) => !issue.soft).length;

function fillSpot(filling: Filling, spot: Spot): Json | undefined {
  const start = spot.value === undefined ? startOf(filling, spot) : spot.value;
  if (isObject(start)) return fillGroup(filling, spot, start);
  if (isList(start)) return fillList(filling, spot, start);
  return start;
}

function startOf({ measure }: Filling, spot: Spot): Json | undefined {
  const { view, required } = spot;
  const wanted = required ? measure !== 'none' : measure === 'all' && !isAside(spot);
  if (wanted && view.default !== undefined && (required || view.default !== null))
    return view.default;
  if (!required || split(spot.path).length > deepest) return undefined;
  if (view.options?.length === 1 && !view.other && !view.nullable) return view.options[0];
  return isGroupSpot(spot) ? {} : undefined;
}

const isAside = ({ view }: Spot) => view.deprecated || view.readOnly;

function fillGroup(filling: Filling, spot: Spot, start: JsonObject): Json {
  let value = start;
  // A filled default can switch a condition, which can bring fields with defaults of their own.
  for (let round = 0; round < 8; round += 1) {
    const now = spot.value === value ? spot : spotOf(filling, { ...spot, value });
    const next = fillChildren(filling, now, value);
    if (next === value) return value;
    value = next;
    if (!now.expansion.dynamic && !now.expansion.facets.some((facet) => facet.dependentRequired))
      return value;
  }
  return value;
}

function fillChildren(filling: Filling, spot: Spot, start: JsonObject): JsonObject {
  let value = start;
  for (const name of planOf(filling.form, spot.expansion).names) {
    const child = childSpot(filling, { ...spot, value }, name);
    const item = child && fillSpot(filling, child);
    if (item !== undefined && item !== value[name]) value = withKey(value, name, item);
  }
  for (const name of Object.keys(start)) {
    if (has(start, name) && !planOf(filling.form, spot.expansion).names.includes(name)) {
      const child = childSpot(filling, { ...spot, value }, name);
      const item = child && fillSpot(filling, child);
      if (item !== undefined && item !== value[name]) value = withKey(value, name, item);
    }
  }
  return value;
}

function fillList(filling: Filling, spot: Spot, start: readonly Json[]): Json {
  let changed = false;
  const items = start.map((item, i) => {
    if (!isObject(item) && !isList(item)) return item;
    const schemas = schemasForItem(spot.expansion.facets, i);
    const path = join(spot.path, i);
    const next = fillSpot(filling, spotOf(filling, { schemas, value: item, path, required: true }));
    if (next !== item) changed = true;
    return next ?? item;
  });
  return changed ? items : start;
}
