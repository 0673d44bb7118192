import { z } from 'zod';
import { isAppError } from '#kernel';
import { type Field, fieldsOf, type Input, isList } from '#modules/catalogue';
import { refOf, type StoredFile } from '#modules/files';
import type { Turn, View } from '#modules/studio';
import type { BotContext } from '#surfaces/bot/context';
import { editShown, say, toast } from '#surfaces/bot/ui';
import { giveButton, otherUseButton } from './buttons.ts';
import type { CreateDeps } from './deps.ts';
import { expect, fileErrorWords, screenOf, showTurn, turningOf } from './desk.ts';
import { label, type Screen } from './keyboard.ts';
import { messages } from './messages.ts';
import { type Carried, fileCodes, keepSent } from './sent-file.ts';
import { mediaOf } from './sent-media.ts';

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

const keepMs = 60 * 60 * 1000;
const mostPlaces = 4;

const record = z.object({
  draftId: z.string(),
  fileIds: z.array(z.string()),
  messageId: z.number(),
});

const albumKey = (ctx: BotContext) =>
  ctx.message?.media_group_id === undefined
    ? undefined
    : `draft_given:${ctx.chatId}:${ctx.message.media_group_id}`;

const fileKey = (fileId: string) => `draft_given:${fileId}`;

/** A file while something else is asked: it is kept and offered its place; the question stays on the table. */
export async function offerPlace(
  deps: CreateDeps,
  ctx: BotContext,
  { view, carried, told }: { view: View; carried: Carried; told: string },
): Promise<void> {
  const { draft } = view;
  const file = await keepSent(deps, draft.userId, carried).catch((error: unknown) => {
    if (!isAppError(error) || !fileCodes.has(error.code)) throw error;
    return error.code;
  });
  if (typeof file === 'string') {
    const isOfUse = placesFor(view).length > 0;
    const why = isOfUse ? `${told} ${fileErrorWords(file, ctx)}` : told;
    const { words, keyboard } = await screenOf(deps, ctx, view, { notes: [why] });
    await say(ctx, words, { keyboard });
    expect(ctx, draft);
    return;
  }
  const key = albumKey(ctx);
  const before = key && record.safeParse((await deps.kv.get(key))?.value).data;
  const earlier = before && before.draftId === draft.id ? before : undefined;
  const fileIds = [...new Set([...(earlier?.fileIds ?? []), file.id])];
  const screen = await offerScreen(deps, ctx, { view, file, fileIds, told });
  const messageId = earlier
    ? await editShown(ctx, { messageId: earlier.messageId, ...screen })
    : (await say(ctx, screen.words, { keyboard: screen.keyboard, replyTo: ctx.msgId })).message_id;
  const value = { draftId: draft.id, fileIds, messageId };
  const expiresAt = new Date(deps.clock.now().getTime() + keepMs);
  if (key) {
    await deps.kv.set(key, value, { expiresAt });
    await deps.kv.set(fileKey(fileIds[0] ?? file.id), value, { expiresAt });
  }
  expect(ctx, draft);
}

interface Offered {
  view: View;
  file: StoredFile;
  fileIds: readonly string[];
  told: string;
}

async function offerScreen(
  deps: CreateDeps,
  ctx: BotContext,
  { view, file, fileIds, told }: Offered,
): Promise<Screen> {
  const t = messages[ctx.locale];
  const places = placesFor(view, file.kind).slice(0, mostPlaces);
  const [first = file.id] = fileIds;
  const what = places.length > 0 ? t.given(file.kind, fileIds.length) : t.givenNowhere[file.kind];
  const { words, keyboard } = await screenOf(deps, ctx, view, { notes: [`${told} ${what}`] });
  const draft = view.draft.id;
  const offers =
    places.length > 0
      ? places.map(({ index, field }) => [
          giveButton.make(label(t.giveTo(field.title[ctx.locale] || field.name)), {
            draft,
            file: first,
            field: index,
          }),
        ])
      : [[otherUseButton.make(t.otherUse[file.kind], { file: file.id })]];
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

async function filesOf(
  { kv, files }: CreateDeps,
  ctx: BotContext,
  first: string,
): Promise<StoredFile[]> {
  const known = record.safeParse((await kv.get(fileKey(first)))?.value).data;
  const found: StoredFile[] = [];
  for (const fileId of known?.fileIds ?? [first]) {
    const file = await files.find({ userId: ctx.user.id, fileId });
    if (file?.state === 'stored') found.push(file);
  }
  return found;
}
