import { askedSpot } from './answer.ts';
import { filled } from './fill.ts';
import type { Form, State } from './form.ts';
import type { Json } from './json.ts';
import { mentionedIn } from './mentioned.ts';
import { branchWords } from './messages.ts';
import { join, lastKey, type Path, readAt, split, splitChoice } from './path.ts';
import { planOf } from './plan.ts';
import { settingOf } from './questions.ts';
import { childSpot, type Setting, type Spot, spotAt, spotOf, takesExtras } from './spot.ts';
import { exampleOf, hintOf, titleOf } from './texts.ts';
import { type VariantsWidget, variantsOf, type Widget, widgetOf } from './widget.ts';
import { both, type Words } from './words.ts';

/** One question as a surface shows it. Made anew for every state, never stored. */
export interface Field {
  readonly path: Path;
  readonly name: string;
  readonly title: Words;
  readonly hint: Words | undefined;
  readonly example: Words | undefined;
  /** Values the schema itself gives as examples. */
  readonly examples: readonly Json[];
  readonly widget: Widget;
  readonly required: boolean;
  /** An explicit "nothing" can be given. */
  readonly nullable: boolean;
  readonly default: Json | undefined;
  /** What was answered. */
  readonly answer: Json | undefined;
  /** What would be sent now: the answer, else the default, if the field matters. */
  readonly value: Json | undefined;
  /** False: other answers leave no room for it. */
  readonly relevant: boolean;
  /** The schema names no type, so answers of other kinds may pass too. */
  readonly lenient: boolean;
  readonly advanced: boolean;
  readonly deprecated: boolean;
  readonly readOnly: boolean;
  /** Kinds of answer to choose between, where the schema has several. */
  readonly variants: readonly (VariantsWidget & {
    readonly path: Path;
    readonly chosen: number | undefined;
  })[];
  /** Other keys than the named ones may be given (`key: value`). */
  readonly extras: boolean;
}

export function fieldAt(form: Form, state: State, path: Path): Field | undefined {
  const { path: place, number } = splitChoice(path);
  const setting = settingOf(form, state);
  const spot = spotAt(setting, filled(form, state).value, place);
  if (!spot) return undefined;
  if (number === undefined) return toField(setting, state, spot);
  const field = toField(setting, state, spot);
  const variants = field.variants.find((entry) => entry.path === path);
  if (!variants) return undefined;
  const { kind, options, chosen } = variants;
  return {
    ...field,
    path,
    title: place === '' ? branchWords.choose : field.title,
    hint: undefined,
    widget: { kind, options },
    required: chosen === undefined,
    answer: chosen,
    value: chosen,
    default: undefined,
  };
}

/** The fields of a group in their order: those that matter now, then those that other answers rule out. */
export function fieldsOf(form: Form, state: State, path: Path = ''): readonly Field[] {
  const setting = settingOf(form, state);
  const spot = spotAt(setting, filled(form, state).value, path);
  if (!spot) return [];
  const { names } = planOf(form, spot.expansion);
  const shown = names.flatMap((name) => {
    const child = childSpot(setting, spot, name);
    return child ? [toField(setting, state, child)] : [];
  });
  const hidden = [...mentionedIn(form, spot.schemas)].filter(([name]) => !names.includes(name));
  const ruledOut = hidden.map(([name, schema]) => {
    const place = { schemas: [schema], value: undefined, path: join(path, name), required: false };
    return { ...toField(setting, state, spotOf(setting, place)), relevant: false };
  });
  return [...shown, ...ruledOut];
}

function toField(setting: Setting, state: State, spot: Spot): Field {
  const { form } = setting;
  const { path, view } = spot;
  const given = readAt(state.value, path);
  const asked = askedSpot(setting, spot, given);
  const forks = [...asked.expansion.forks, ...spot.expansion.forks].filter(
    (fork, i, all) => all.findIndex(({ key }) => key === fork.key) === i,
  );
  return {
    path,
    name: lastKey(path),
    title:
      split(path).length === 0 && view.title === undefined ? both('') : titleOf(form, path, view),
    hint: hintOf(form, path, view),
    example: exampleOf(form, path),
    examples: view.examples,
    widget: widgetOf(setting, asked),
    required: spot.required,
    nullable: view.nullable,
    default: view.default,
    answer: given,
    value: spot.value,
    relevant: true,
    lenient: view.guessed,
    advanced: view.advanced,
    deprecated: view.deprecated,
    readOnly: view.readOnly,
    variants: forks.map((fork) => ({
      ...variantsOf(form, fork),
      path: fork.key,
      chosen: fork.chosen,
    })),
    extras: takesExtras(spot),
  };
}
