import { answer } from './answer.ts';
import { check } from './check.ts';
import { filled } from './fill.ts';
import { emptyState, type Form, type State } from './form.ts';
import type { Input } from './input.ts';
import { isObject, type Json, type JsonObject, parseJson } from './json.ts';
import { readLines } from './lines.ts';
import { join, type Path } from './path.ts';
import type { Problem } from './problem.ts';
import { settingOf } from './questions.ts';
import { type Dropped, type Outcome, settle } from './settle.ts';
import { rootSpot } from './spot.ts';

export interface Pasted {
  readonly state: State;
  readonly taken: readonly Path[];
  readonly refused: readonly { readonly path: Path; readonly problem: Problem }[];
  /** Lines that name no field. */
  readonly unknown: readonly string[];
  readonly dropped: readonly Dropped[];
}

/** Many answers at once: JSON, or `name: value` lines with the fields' names or titles in either language. */
export function paste(form: Form, state: State, text: string): Pasted {
  const unfenced = text.trim().replace(/^```\w*\s*\n?|\n?```$/g, '');
  const json = parseJson(unfenced);
  const setting = settingOf(form, state);
  const spot = rootSpot(setting, filled(form, state).value);
  const namesFields = isObject(spot.value ?? {}) && spot.view.types?.[0] === 'object';
  if (json !== undefined && (isObject(json) || !namesFields)) return pasteJson(form, state, json);
  if (!namesFields) return takeAll(form, state, [['', { kind: 'text', text }]], []);
  const { pairs, unknown } = readLines(setting, spot, text);
  const inputs = pairs.map(
    ([name, piece]): Entry => [join('', name), { kind: 'text', text: piece }],
  );
  return takeAll(form, state, inputs, unknown);
}

type Entry = readonly [Path, Input];

function pasteJson(form: Form, state: State, json: Json): Pasted {
  const isWhole = check(form.doc, form.doc.root, json).length === 0;
  const whole = isWhole ? asWhole(form, state, json) : undefined;
  if (whole?.ok) {
    const taken = isObject(json) ? Object.keys(json).map((key) => join('', key)) : [''];
    return { state: whole.state, taken, refused: [], unknown: [], dropped: whole.dropped };
  }
  if (!isObject(json)) return takeAll(form, state, [['', { kind: 'value', value: json }]], []);
  return takeAll(form, state, entriesOf(json), []);
}

const entriesOf = (json: JsonObject): Entry[] =>
  Object.entries(json).map(([key, value]) => [join('', key), { kind: 'value', value }]);

/** A complete valid input replaces what was there: nothing of the old must disturb it. */
function asWhole(form: Form, state: State, json: Json): Outcome {
  const trail = isObject(json) ? Object.keys(json).map((key) => join('', key)) : [''];
  return settle(form, state, { ...emptyState, value: json, trail }, '');
}

/** What is refused at first may fit once the others are there. */
function takeAll(
  form: Form,
  before: State,
  entries: readonly Entry[],
  unknown: readonly string[],
): Pasted {
  let state = before;
  let left = entries;
  const taken: Path[] = [];
  const dropped: Dropped[] = [];
  let refused: { path: Path; problem: Problem }[] = [];
  for (let round = 0; round < 3 && left.length > 0; round += 1) {
    const again: Entry[] = [];
    refused = [];
    for (const [path, input] of left) {
      const outcome = answer(form, state, path, input);
      if (outcome.ok) {
        state = outcome.state;
        taken.push(path);
        dropped.push(...outcome.dropped);
      } else {
        refused.push({ path, problem: outcome.problem });
        again.push([path, input]);
      }
    }
    if (again.length === left.length) break;
    left = again;
  }
  return { state, taken, refused, unknown, dropped };
}
