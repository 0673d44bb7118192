import { z } from 'zod';
import { type Credits, creditsOf } from '#kernel';
import type { State, Words } from '#modules/catalogue';
import type { Desk } from './deps.ts';
import { type SeriesPlan, seriesShape } from './series.ts';
import type { DraftRow } from './store/draft-rows.ts';

const json = z.json();
const path = z.string();
const words = z.object({ ru: z.string(), en: z.string() });

const formState = z.object({
  v: z.literal(1),
  value: json.optional(),
  picks: z.record(z.string(), z.number()),
  skipped: z.array(path),
  open: z.array(path),
  at: z.object({ path, by: z.enum(['edit', 'back']) }).optional(),
  trail: z.array(path),
});

const stateShape = z.object({
  form: formState,
  /** What made the last change: the same thing run again changes nothing. */
  by: z.string().optional(),
  /** What it is to become several orders by. */
  series: seriesShape.optional(),
});

const awaitingShape = z.union([
  z.object({ what: z.literal('field'), path }),
  z.object({ what: z.literal('paste') }),
  z.object({ what: z.literal('preset') }),
  z.object({ what: z.literal('prompts') }),
]);
/** What the next message is taken for: the answer to a field, all parameters at once, the name of a preset, several texts. */
export type Awaiting = z.infer<typeof awaitingShape>;

const noticeShape = z.object({
  lost: z.array(words),
  priceBefore: z.string().optional(),
  modelBefore: words.optional(),
});

/** What the catalogue changed under an open form. */
export interface Notice {
  /** Answers that no longer fit. */
  lost: readonly Words[];
  priceBefore?: Credits | undefined;
  /** It was withdrawn; the form goes on with the nearest one. */
  modelBefore?: Words | undefined;
}

export interface Draft {
  id: string;
  userId: string;
  modelId: string;
  catalogueHash: string;
  state: State;
  by: string | undefined;
  series: SeriesPlan | undefined;
  rev: number;
  awaiting: Awaiting | undefined;
  status: DraftRow['status'];
  notice: Notice | undefined;
  /** As it was last told. */
  price: Credits | undefined;
  generationId: string | undefined;
  createdAt: Date;
  updatedAt: Date;
}

export const isOpen = ({ status }: Pick<Draft, 'status'>): boolean =>
  status === 'open' || status === 'awaiting_payment';

export function toDraft(row: DraftRow): Draft {
  const { form, by, series } = stateShape.parse(row.state);
  return {
    id: row.id,
    userId: row.userId,
    modelId: row.modelId,
    catalogueHash: row.catalogueHash,
    state: asState(form),
    by,
    series,
    rev: row.rev,
    awaiting: row.awaiting === null ? undefined : awaitingShape.parse(row.awaiting),
    status: row.status,
    notice: row.notice === null ? undefined : toNotice(noticeShape.parse(row.notice)),
    price: row.priceMc === null ? undefined : creditsOf(row.priceMc),
    generationId: row.generationId ?? undefined,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

// zod writes absent keys as `| undefined`, which the form's own type does not; JSON knows only absent ones.
const asState = (form: z.infer<typeof formState>) => form as State;

const toNotice = ({ lost, priceBefore, modelBefore }: z.infer<typeof noticeShape>): Notice => ({
  lost,
  priceBefore: priceBefore === undefined ? undefined : creditsOf(BigInt(priceBefore)),
  modelBefore,
});

export type DraftChange = Partial<
  Pick<
    Draft,
    | 'modelId'
    | 'catalogueHash'
    | 'awaiting'
    | 'status'
    | 'notice'
    | 'price'
    | 'generationId'
    | 'updatedAt'
  >
> & { state?: State; by?: string | undefined; series?: SeriesPlan | undefined };

/** The draft after it; undefined when it has moved on since it was read: then nothing is changed. */
export async function change(
  { drafts }: Pick<Desk, 'drafts'>,
  draft: Draft,
  given: DraftChange,
): Promise<Draft | undefined> {
  const { by, series } = given.state ? given : draft;
  const after: Draft = { ...draft, ...given, by, series };
  const { awaiting, createdAt: _, ...row } = toRow(after);
  const isMade = await drafts.change({
    ...row,
    rev: draft.rev,
    ...('awaiting' in given && { awaiting }),
  });
  return isMade ? { ...after, rev: draft.rev + 1 } : undefined;
}

export function toRow(draft: Draft): DraftRow {
  const { state, by, series, awaiting, notice, price, generationId, ...same } = draft;
  return {
    ...same,
    state: { form: state, ...(by !== undefined && { by }), ...(series && { series }) },
    awaiting: awaiting ?? null,
    notice: notice ? fromNotice(notice) : null,
    priceMc: price ?? null,
    generationId: generationId ?? null,
  };
}

const fromNotice = ({ lost, priceBefore, modelBefore }: Notice) => ({
  lost,
  ...(priceBefore !== undefined && { priceBefore: String(priceBefore) }),
  ...(modelBefore && { modelBefore }),
});
