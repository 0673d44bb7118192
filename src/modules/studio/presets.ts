import { AppError, newId } from '#kernel';
import { current, isObject, type Json } from '#modules/catalogue';
import { type DraftRef, load } from './act.ts';
import type { Desk, StudioDeps } from './deps.ts';
import { isOpen } from './draft.ts';
import {
  countPresets,
  deletePresetRow,
  findPresetRow,
  listPresetRows,
  type PresetRow,
  putPresetRow,
} from './store/shelf.ts';

export interface Preset {
  id: string;
  modelId: string;
  name: string;
  input: Json;
}

export const mostPresets = 100;
export const longestPresetName = 40;

/** The draft's answers under a name; a preset of that name is written over. */
export async function savePreset(
  deps: Desk,
  { userId, draftId, name }: DraftRef & { name: string },
): Promise<Preset | 'gone' | 'too_many'> {
  const draft = await load(deps, { userId, draftId });
  if (!draft || !isOpen(draft)) return 'gone';
  if ((await countPresets(deps.db, userId)) >= mostPresets) return 'too_many';
  const now = deps.clock.now();
  const form = deps.catalogue.form(draft.modelId);
  const row = await putPresetRow(deps.db, {
    id: newId(now.getTime()),
    userId,
    modelId: draft.modelId,
    name: tidy(name),
    input: withoutFiles(draft.state.value ?? current(form, draft.state) ?? {}),
    createdAt: now,
  });
  return toPreset(row);
}

// One line, so that it fits on a button.
function tidy(name: string): string {
  const line = name.replaceAll(/\s+/g, ' ').trim();
  if (line === '') throw new AppError('bad_request', { name: 'empty' });
  return Array.from(line).slice(0, longestPresetName).join('');
}

/** Files are kept for a while only, a preset for good. */
function withoutFiles(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutFiles).filter((one) => one !== null);
  if (!isObject(value))
    return typeof value === 'string' && value.startsWith('jackdraw:') ? null : value;
  const kept = Object.entries(value).flatMap(([key, one]) => {
    const rest = withoutFiles(one);
    const isEmptied = one !== null && (rest === null || (Array.isArray(rest) && rest.length === 0));
    return isEmptied ? [] : [[key, rest] as const];
  });
  return Object.fromEntries(kept);
}

export const listPresets = async (
  deps: StudioDeps,
  of: { userId: string; modelId: string },
): Promise<Preset[]> => (await listPresetRows(deps.db, of)).map(toPreset);

export async function findPreset(
  deps: StudioDeps,
  ref: { userId: string; presetId: string },
): Promise<Preset | undefined> {
  const row = await findPresetRow(deps.db, ref);
  return row && toPreset(row);
}

export const deletePreset = (
  deps: StudioDeps,
  ref: { userId: string; presetId: string },
): Promise<boolean> => deletePresetRow(deps.db, ref);

// It was JSON when it was written.
const toPreset = ({ id, modelId, name, input }: PresetRow): Preset => ({
  id,
  modelId,
  name,
  input: input as Json,
});
