import { planOf } from './plan.ts';
import { childSpot, isGroupSpot, type Setting, type Spot } from './spot.ts';
import { titleOf } from './texts.ts';
import { distance, fold } from './typed-words.ts';

export interface Lines {
  /** Field name and the text given for it, in the order of the paste. */
  readonly pairs: readonly (readonly [string, string])[];
  /** Lines that name nothing we know. */
  readonly unknown: readonly string[];
}

interface Name {
  readonly name: string;
  readonly keys: readonly string[];
}

/** `key: value` lines. A key is a field's name or its title in either language; a line without one carries on. */
export function readLines(setting: Setting, spot: Spot, text: string): Lines {
  const names = namesOf(setting, spot);
  const pairs: [string, string][] = [];
  const unknown: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const mark = /^\s*[-•*]?\s*(?:"([^"]+)"|'([^']+)'|([^:=]{1,80}?))\s*[:=]\s*(.*)$/.exec(line);
    const label = mark?.[1] ?? mark?.[2] ?? mark?.[3];
    const name =
      label === undefined ? undefined : nameFor(names, label, isOpenGroup(setting, spot, label));
    const last = pairs.at(-1);
    if (name !== undefined) pairs.push([name, (mark?.[4] ?? '').trim()]);
    else if (line.trim() === '') continue;
    else if (last && label === undefined) last[1] = `${last[1]}\n${line}`.trim();
    else unknown.push(line.trim());
  }
  return { pairs, unknown };
}

function namesOf(setting: Setting, spot: Spot): readonly Name[] {
  return planOf(setting.form, spot.expansion).names.flatMap((name) => {
    const child = childSpot(setting, spot, name);
    if (!child) return [];
    const title = titleOf(setting.form, child.path, child.view);
    return [{ name, keys: [name, title.ru, title.en].map(fold) }];
  });
}

// A map has no names of its own: every key that its schema allows is one.
function isOpenGroup(setting: Setting, spot: Spot, label: string): boolean {
  if (!isGroupSpot(spot)) return false;
  const { names } = planOf(setting.form, spot.expansion);
  return names.length === 0 && childSpot(setting, spot, label.trim()) !== undefined;
}

function nameFor(names: readonly Name[], label: string, anyName: boolean): string | undefined {
  const typed = fold(label);
  if (typed === '') return undefined;
  const exact = names.find(({ keys }) => keys.includes(typed));
  if (exact) return exact.name;
  if (anyName) return label.trim();
  const near = names.filter(({ keys }) =>
    keys.some((key) => key.length >= 4 && distance(key, typed, 1) <= 1),
  );
  return near.length === 1 ? near[0]?.name : undefined;
}
