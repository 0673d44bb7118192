import { type Field, fieldsOf, type Input, isList } from '#modules/catalogue';
import { refOf, type StoredFile } from '#modules/files';
import type { Turn, View } from '#modules/studio';
import type { BotContext } from '#surfaces/bot/context';
import { toast } from '#surfaces/bot/ui';
import { type Album, answerOnce, filesLedBy, grown, readAlbum, refusedWords } from './album.ts';
import { giveButton, otherUseButton } from './buttons.ts';
import type { CreateDeps } from './deps.ts';
import { expect, fileErrorWords, screenOf, showTurn, turningOf } from './desk.ts';
import { label, type Screen } from './keyboard.ts';
import { messages } from './messages.ts';
import { mediaOf } from './rows.ts';
import { type Carried, keepOr } from './sent-file.ts';

export type Place = { index: number; field: Field };

/** Where a file of this kind can go in the form as it stands; without a kind, any file. */
export function placesFor({ form, draft }: View, kind?: StoredFile['kind']): Place[] {
  return fieldsOf(form, draft.state).flatMap((field, index) => {
    const media = mediaOf(field);
    const fits = media !== undefined && (kind === undefined || media === kind || media === 'file');
    const isOpen = field.relevant && !field.readOnly && !field.deprecated && roomIn(field) > 0;
    return fits && isOpen ? [{ index, field }] : [];
  });
}

function roomIn({ widget, answer }: Field): number {
  if (widget.kind !== 'list' || widget.max === undefined) return Number.POSITIVE_INFINITY;
  return widget.max - (isList(answer) ? answer.length : 0);
}

const mostPlaces = 4;

/** A file while something else is asked: it is kept and offered its place; the question stays on the table. */
export async function offerPlace(
  deps: CreateDeps,
  ctx: BotContext,
  { view, carried, told }: { view: View; carried: Carried; told: string },
): Promise<void> {
  const { draft } = view;
  const file = await keepOr(deps, draft.userId, carried);
  const before = await readAlbum(deps, ctx);
  const earlier = before?.draftId === draft.id && before.path === undefined ? before : undefined;
  const album =
    typeof file === 'string'
      ? grown(earlier, { why: fileErrorWords(file, ctx) })
      : grown(earlier, { fileId: file.id });
  const [first] = album.fileIds;
  const lead =
    first === undefined
      ? undefined
      : await deps.files.find({ userId: draft.userId, fileId: first });
  const screen = await offerScreen(deps, ctx, { view, lead, album, told });
  await answerOnce(deps, ctx, {
    ...album,
    draftId: draft.id,
    before: earlier,
    screen,
    replyTo: ctx.msgId,
  });
  expect(ctx, draft);
}

interface Offered {
  view: View;
  /** The first of what was taken, if anything was. */
  lead: StoredFile | undefined;
  album: Pick<Album, 'fileIds' | 'refused'>;
  told: string;
}

async function offerScreen(
  deps: CreateDeps,
  ctx: BotContext,
  { view, lead, album, told }: Offered,
): Promise<Screen> {
  const t = messages[ctx.locale];
  const draft = view.draft.id;
  if (!lead) {
    // Why a file cannot be kept is of interest where the form could take one.
    const why = placesFor(view).length > 0 ? refusedWords(album, ctx) : [];
    return screenOf(deps, ctx, view, { notes: [[told, ...why].join(' ').trim()] });
  }
  const { kind } = lead;
  const places = placesFor(view, kind).slice(0, mostPlaces);
  const what = places.length > 0 ? t.given(kind, album.fileIds.length) : t.givenNowhere[kind];
  const notes = [`${told} ${what}`.trim(), ...refusedWords(album, ctx)];
  const { words, keyboard } = await screenOf(deps, ctx, view, { notes });
  const offers =
    places.length > 0
      ? places.map(({ index, field }) => [
          giveButton.make(label(t.giveTo(field.title[ctx.locale] || field.name)), {
            draft,
            file: lead.id,
            field: index,
          }),
        ])
      : [[otherUseButton.make(t.otherUse[kind], { file: lead.id })]];
  return { words, keyboard: { inline_keyboard: [...offers, ...keyboard.inline_keyboard] } };
}

/** The files of this offer as the answer to that field. Pressed twice they are there once. */
export async function pressGive(
  deps: CreateDeps,
  ctx: BotContext,
  pressed: { draft: string; file: string; field: number },
): Promise<void> {
  const t = messages[ctx.locale];
  const turn = await deps.studio.view({ userId: ctx.user.id, draftId: pressed.draft });
  if (turn.kind !== 'taken') return showTurn(deps, ctx, turn);
  const { view } = turn;
  const files = await filesOf(deps, ctx, pressed.file);
  const [file] = files;
  if (!file) return toast(ctx, t.sentFileGone, { isAlert: true });
  const field = fieldsOf(view.form, view.draft.state)[pressed.field];
  const hasIt = field && JSON.stringify(field.answer ?? null).includes(refOf(file));
  const place = placesFor(view, file.kind).find(({ index }) => index === pressed.field);
  if (hasIt || !place) return showTurn(deps, ctx, { kind: 'stale', view });
  const taken = await give(deps, ctx, {
    view,
    field: place.field,
    inputs: files.map(inputOf),
  });
  await showTurn(deps, ctx, taken);
}

/** Puts files into a field; what was on the table by a press stays there. */
export async function give(
  { studio }: Pick<CreateDeps, 'studio'>,
  ctx: BotContext,
  { view: { draft }, field, inputs: given }: { view: View; field: Field; inputs: readonly Input[] },
): Promise<Turn> {
  const inputs = given.slice(0, roomIn(field));
  const turning = turningOf(ctx, { draft: draft.id, rev: draft.rev });
  const { path } = field;
  const [input] = inputs;
  if (!input) return studio.resume(turning);
  const turn = await studio.act(
    turning,
    field.widget.kind === 'list' ? { do: 'add', path, inputs } : { do: 'answer', path, input },
  );
  const { at } = draft.state;
  if (turn.kind !== 'taken' || !at || at.path === path) return turn;
  const { rev } = turn.view.draft;
  const again = await studio.act({ ...turning, rev, by: undefined }, { do: 'edit', path: at.path });
  return again.kind === 'taken' ? again : turn;
}

/** A file of ours as an answer. */
export const inputOf = (file: StoredFile): Input => ({
  kind: 'file',
  url: refOf(file),
  media: file.kind,
  ...(file.mimeType !== undefined && { mimeType: file.mimeType }),
  ...(file.sizeBytes !== undefined && { sizeBytes: file.sizeBytes }),
});

/** What is still kept of what this file leads. */
export async function filesOf(
  deps: CreateDeps,
  { user }: BotContext,
  first: string,
): Promise<StoredFile[]> {
  const found: StoredFile[] = [];
  for (const fileId of await filesLedBy(deps, first)) {
    const file = await deps.files.find({ userId: user.id, fileId });
    if (file?.state === 'stored') found.push(file);
  }
  return found;
}
