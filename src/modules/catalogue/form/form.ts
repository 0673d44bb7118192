import type { Expansion } from './expand.ts';
import type { Json } from './json.ts';
import type { View } from './merge.ts';
import type { Path } from './path.ts';
import type { Plan } from './plan.ts';
import type { Issue } from './problem.ts';
import type { Doc, Schema } from './schema.ts';
import type { Words } from './words.ts';

export interface FieldText {
  readonly title?: Words;
  readonly hint?: Words;
  readonly example?: Words;
  /** By the option's value, as text. */
  readonly options?: Readonly<Record<string, Words>>;
}

/** By the names from the root, without list positions: `prompt`, `shots.duration`. */
export type FormTexts = Readonly<Record<string, FieldText>>;

/** A schema ready to be asked. The caches hold what was worked out so far; the rest is never changed. */
export interface Form {
  readonly doc: Doc;
  readonly texts: FormTexts;
  /** Clock offset for times a person types without one. */
  readonly offset: string;
  readonly caches: Caches;
}

export interface Filled {
  readonly value: Json | undefined;
  readonly issues: readonly Issue[];
}

export interface Caches {
  readonly expansions: Map<number, Expansion>;
  readonly views: Map<string, View>;
  readonly plans: Map<string, Plan>;
  readonly synthetic: Map<string, Schema | undefined>;
  readonly mentioned: Map<number, ReadonlyMap<string, Schema>>;
  readonly filled: WeakMap<State, Filled>;
  validate: ((value: Json) => readonly string[]) | undefined;
}

/** All that is known of one person's way through a form. Plain data: it survives JSON. */
export interface State {
  readonly v: 1;
  /** What was answered so far, in the shape of the result. Absent: nothing yet. */
  readonly value?: Json;
  /** Chosen variants by the place of the choice. */
  readonly picks: Readonly<Record<string, number>>;
  /** Left to their defaults, or out, on purpose. */
  readonly skipped: readonly Path[];
  /** Lists that are still being added to, groups that were opened. */
  readonly open: readonly Path[];
  /** The question on the table, when it is not simply the next one. */
  readonly at?: { readonly path: Path; readonly by: 'edit' | 'back' };
  /** Answered questions, oldest first. */
  readonly trail: readonly Path[];
}

export const emptyState: State = { v: 1, picks: {}, skipped: [], open: [], trail: [] };
