import { type Field, fieldAt, type Input, parseJson } from '#modules/catalogue';
import type { StoredFile } from '#modules/files';
import { longestPresetName, type Move, type View } from '#modules/studio';
import type { BotContext } from '#surfaces/bot/context';
import { say, type Words } from '#surfaces/bot/ui';
import { answerFile, isOfAlbum } from './album-answer.ts';
import type { CreateDeps } from './deps.ts';
import {
  expect,
  fileErrorWords,
  refusalWords,
  screenOf,
  showTurn,
  showView,
  turningOf,
} from './desk.ts';
import { inputOf, offerPlace } from './given-file.ts';
import { isStrayLink, offerLink } from './given-link.ts';
import { messages } from './messages.ts';

import { type Carried, carriedBy, keepOr } from './sent-file.ts';
import { takePrompts } from './take-prompts.ts';

/** A message that a draft waited for. False: none did, so it is somebody else's. */
export async function take(deps: CreateDeps, ctx: BotContext): Promise<boolean> {
  const draft = await deps.studio.findAwaiting(ctx.user.id);
  if (!draft?.awaiting) return false;
  const turning = turningOf(ctx, { draft: draft.id, rev: draft.rev });
  const text = ctx.message?.text;
  switch (draft.awaiting.what) {
    case 'paste': {
      if (text === undefined) await refuse(deps, ctx, messages[ctx.locale].notText);
      else await showTurn(deps, ctx, await deps.studio.act(turning, { do: 'paste', text }));
      return true;
    }
    case 'prompts': {
      const turn = await deps.studio.view(turning);
      if (turn.kind === 'taken') await takePrompts(deps, ctx, turn.view);
      else await showTurn(deps, ctx, turn);
      return true;
    }
    case 'preset':
      await takePresetName(deps, ctx, text);
      return true;
    case 'field': {
      const turn = await deps.studio.resume(turning);
      if (turn.kind === 'taken') await takeAnswer(deps, ctx, turn.view);
      else await showTurn(deps, ctx, turn);
      return true;
    }
  }
}

async function takeAnswer(deps: CreateDeps, ctx: BotContext, view: View): Promise<void> {
  const { draft } = view;
  const turning = turningOf(ctx, { draft: draft.id, rev: draft.rev });
  const path = draft.awaiting?.what === 'field' ? draft.awaiting.path : undefined;
  const field = view.question
    ? view.question.field
    : path === undefined
      ? undefined
      : fieldAt(view.form, draft.state, path);
  if (!field) return showView(deps, ctx, view);
  const t = messages[ctx.locale];
  const { text } = ctx.message ?? {};
  if (text !== undefined) {
    if (isStrayLink(view, field, text)) return offerLink(deps, ctx, view);
    const turn = await deps.studio.act(turning, moveOf(field, text));
    const isWords = turn.kind === 'taken' && field.widget.kind === 'text';
    const notes = isWords ? [t.noted(field.title[ctx.locale])] : [];
    return showTurn(deps, ctx, turn, { notes, isTaken: isWords });
  }
  const carried = carriedBy(ctx.message);
  if (!carried) return refuse(deps, ctx, takesMedia(field) ? t.notMedia : t.notText);
  if (await isOfAlbum(deps, ctx, { draft, field })) return;
  if (takesMedia(field)) return takeFile(deps, ctx, { view, field, carried });
  const caption = ctx.message?.caption?.trim() ?? '';
  if (caption === '' || field.widget.kind !== 'text')
    return offerPlace(deps, ctx, { view, carried, told: needsWords(field, ctx) });
  return takeCaption(deps, ctx, { view, field, carried, caption });
}

interface Sent {
  view: View;
  field: Field;
  carried: Carried;
}

async function takeFile(
  deps: CreateDeps,
  ctx: BotContext,
  { view, field, carried }: Sent,
): Promise<void> {
  const { draft } = view;
  const file = await keepOr(deps, draft.userId, carried);
  if (typeof file === 'string')
    return answerFile(deps, ctx, { view, field, why: fileErrorWords(file, ctx) });
  const turning = turningOf(ctx, { draft: draft.id, rev: draft.rev });
  const turn = await deps.studio.act(turning, putMove(field, file));
  await answerFile(deps, ctx, { turn, field, fileId: file.id });
}

/** The words that came with a file are the answer; the file goes to the next question if that asks for one. */
async function takeCaption(
  deps: CreateDeps,
  ctx: BotContext,
  { view: { draft }, field, carried, caption }: Sent & { caption: string },
): Promise<void> {
  const t = messages[ctx.locale];
  const turning = { userId: draft.userId, draftId: draft.id, rev: draft.rev };
  const turn = await deps.studio.act(turning, moveOf(field, caption));
  if (turn.kind === 'refused') {
    const told = refusalWords(turn.view, turn.refusal, ctx);
    return offerPlace(deps, ctx, { view: turn.view, carried, told });
  }
  if (turn.kind !== 'taken') return showTurn(deps, ctx, turn);
  const next = turn.view.question?.field;
  if (next && takesMedia(next))
    return takeFile(deps, ctx, { view: turn.view, field: next, carried });
  const told = t.noted(field.title[ctx.locale]);
  return offerPlace(deps, ctx, { view: turn.view, carried, told });
}

const needsWords = ({ widget }: Field, { locale }: BotContext): string =>
  widget.kind === 'text' ? messages[locale].needsText : messages[locale].needsOther;

export const takesMedia = ({ widget }: Pick<Field, 'widget'>): boolean =>
  widget.kind === 'media' || (widget.kind === 'list' && widget.media !== undefined);

/** Lists grow by what is written, line by line; everything else is answered as a whole. */
function moveOf({ path, widget }: Field, text: string): Move {
  if (widget.kind !== 'list' || Array.isArray(parseJson(text.trim())))
    return { do: 'answer', path, input: { kind: 'text', text } };
  const pieces = text
    .split(widget.item === 'number' || widget.item === 'choice' ? /[\n;]|,\s/ : '\n')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  return { do: 'add', path, inputs: pieces.map((piece): Input => ({ kind: 'text', text: piece })) };
}

/** A file of ours as the answer to a field. */
export function putMove({ path, widget }: Pick<Field, 'path' | 'widget'>, file: StoredFile): Move {
  const input = inputOf(file);
  return widget.kind === 'list'
    ? { do: 'add', path, inputs: [input] }
    : { do: 'answer', path, input };
}

/** Says why not and asks the same again. */
async function refuse(deps: CreateDeps, ctx: BotContext, why: Words): Promise<void> {
  const draft = await deps.studio.findAwaiting(ctx.user.id);
  const turn = draft && (await deps.studio.resume({ userId: draft.userId, draftId: draft.id }));
  if (turn?.kind !== 'taken' || turn.view.draft.awaiting?.what !== 'field') {
    await say(ctx, why);
    expect(ctx, draft);
    return;
  }
  const { words, keyboard } = await screenOf(deps, ctx, turn.view, { notes: [why] });
  await say(ctx, words, { keyboard });
  expect(ctx, turn.view.draft);
}

async function takePresetName(
  deps: CreateDeps,
  ctx: BotContext,
  text: string | undefined,
): Promise<void> {
  const t = messages[ctx.locale];
  const draft = await deps.studio.findAwaiting(ctx.user.id);
  if (!draft) return;
  if (text === undefined || text.trim() === '' || Array.from(text).length > 4 * longestPresetName)
    return refuse(deps, ctx, t.presetName);
  const { id: draftId, userId, rev } = draft;
  const saved = await deps.studio.savePreset({ userId, draftId, name: text });
  const note =
    saved === 'too_many' ? t.presetsFull : saved === 'gone' ? t.gone : t.presetSaved(saved.name);
  const turning = turningOf(ctx, { draft: draftId, rev });
  const turn = await deps.studio.awaitMessage(turning, undefined);
  await showTurn(deps, ctx, turn, { notes: [note] });
}
