import type { Fork } from './expand.ts';
import type { Form } from './form.ts';
import type { Json } from './json.ts';
import type { View } from './merge.ts';
import { branchWords } from './messages.ts';
import { lastKey, type Path, split, toIndex } from './path.ts';
import type { Schema } from './schema.ts';
import { follow, nameOf } from './synthetic.ts';
import { both, type Words } from './words.ts';

/** `num_inference_steps`, `numInferenceSteps` → `Num inference steps`. */
export function humanise(name: string): string {
  const words = name
    .replace(/([a-zа-яё0-9])([A-ZА-ЯЁ])/g, '$1 $2')
    .replace(/[_\-.]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? name : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const textOf = (form: Form, path: Path) => {
  const names = split(path).filter((key) => toIndex(key) < 0);
  return form.texts[names.join('.')] ?? form.texts[names.at(-1) ?? ''];
};

export function titleOf(form: Form, path: Path, view: View): Words {
  const key = lastKey(path);
  const index = toIndex(key);
  const own = index < 0 ? textOf(form, path)?.title : undefined;
  if (own) return own;
  if (view.title !== undefined) return both(view.title);
  if (index >= 0) return both(`${index + 1}`);
  return both(humanise(key));
}

export function hintOf(form: Form, path: Path, view: View): Words | undefined {
  const own = textOf(form, path)?.hint;
  if (own) return own;
  return view.description === undefined ? undefined : both(view.description);
}

export const exampleOf = (form: Form, path: Path): Words | undefined => textOf(form, path)?.example;

export function optionLabel(form: Form, path: Path, view: View, value: Json): Words {
  const name = nameOf(value);
  const own = textOf(form, path)?.options;
  if (own && Object.hasOwn(own, name)) return own[name] ?? both(name);
  return both(view.labels.get(name) ?? name);
}

/** What tells this branch from the others: its title, its fixed value, what it needs, its type. */
export function branchLabel(form: Form, fork: Fork, index: number): Words {
  const outer = fork.branches[index];
  if (!outer) return both(`${index + 1}`);
  const inner = follow(form.doc, outer);
  const title = outer.title ?? inner.title;
  if (title !== undefined) return both(title);
  const fixed = fixedNames(form, inner);
  if (fixed !== undefined) return both(fixed);
  const needed = inner.required ?? [];
  if (needed.length > 0) return namesOf(form, needed);
  if (inner.enum) return both(inner.enum.slice(0, 4).map(nameOf).join(', '));
  const type = inner.types?.[0];
  if (type === undefined) return branchWords.variant(index + 1);
  return inner.properties
    ? namesOf(form, [...inner.properties.keys()].slice(0, 4))
    : branchWords.type(type);
}

function fixedNames(form: Form, schema: Schema): string | undefined {
  for (const part of schema.properties?.values() ?? []) {
    const { enum: options } = follow(form.doc, part);
    if (options?.length === 1) return nameOf(options[0]);
  }
  return undefined;
}

function namesOf(form: Form, names: readonly string[]): Words {
  const titles = names.map((name) => form.texts[name]?.title ?? both(humanise(name)));
  return { ru: titles.map(({ ru }) => ru).join(' + '), en: titles.map(({ en }) => en).join(' + ') };
}
