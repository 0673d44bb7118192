import { explain, fieldAt } from '#modules/catalogue';
import type { Draft, Refusal, Turn, Turning, View } from '#modules/studio';
import { currentScope } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { creditsWords, say, show, toast, type Words } from '#surfaces/bot/ui';
import { dropButton, likeButton, resumeButton } from './buttons.ts';
import type { CreateDeps } from './deps.ts';
import { fieldScreen } from './field-screen.ts';
import { moveKey, type Screen } from './keyboard.ts';
import { lines, messages } from './messages.ts';
import { panelScreen } from './panel-screen.ts';
import { seriesScreen } from './series-screen.ts';

export const questionName = 'draft';

/** The same press or message run again must change nothing. */
export const turningOf = (
  ctx: BotContext,
  { draft, rev }: { draft: string; rev: number },
): Turning => ({
  userId: ctx.user.id,
  draftId: draft,
  rev,
  by: String(ctx.update.update_id),
});

/** On a draft that this very press has read: it need not be read again. */
export const turningFrom = (ctx: BotContext, { draft }: View): Turning => ({
  ...turningOf(ctx, { draft: draft.id, rev: draft.rev }),
  seen: draft,
});

export interface ShowOptions {
  page?: number | undefined;
  notes?: readonly Words[];
  /** As a new message, also after a press. */
  isNew?: boolean;
  /** The message that was taken for an answer, in words: it may be taken otherwise. */
  isTaken?: boolean;
}

/** How a draft looks now: the question on its table, else the panel. */
export async function screenOf(
  deps: CreateDeps,
  ctx: BotContext,
  view: View,
  { page, notes = [] }: ShowOptions = {},
): Promise<Screen> {
  const { locale } = ctx;
  const told = [...noticeWords(view, ctx), ...notes];
  const { question } = view;
  if (question) {
    const problem = question.problem && explain(question.problem, locale, question.field);
    const all = problem === undefined ? told : [...told, problem];
    return fieldScreen({
      view,
      question,
      locale,
      catalogue: deps.catalogue,
      notes: all,
      ...(page !== undefined && { page }),
    });
  }
  const { series } = view;
  if (series) return seriesScreen(deps, ctx, { view, series, page: page ?? 0, notes: told });
  const { available } = await deps.ledger.balance(ctx.user.id);
  const { roublesPerCredit } = deps;
  return panelScreen({ view, locale, available, roublesPerCredit, notes: told });
}

function noticeWords({ draft }: View, { locale }: BotContext): Words[] {
  const t = messages[locale];
  const { notice } = draft;
  if (!notice) return [];
  const { lost, priceBefore, modelBefore } = notice;
  const titles = [...new Set(lost.map((title) => title[locale]))];
  // A new form that was filled in from elsewhere never had a price of its own.
  const tellLost = draft.rev === 1 ? t.lostHere : t.lost;
  return [
    ...(modelBefore ? [t.withdrawn(modelBefore[locale])] : []),
    ...(titles.length > 0 ? [tellLost(titles)] : []),
    ...(priceBefore === undefined ? [] : [t.newPrice(creditsWords(priceBefore, locale))]),
  ];
}

/** Shows a draft where the update came from, and sees to it that the next message gets to it. */
export async function showView(
  deps: CreateDeps,
  ctx: BotContext,
  view: View,
  options: ShowOptions = {},
): Promise<void> {
  const awake = await awaken(deps, view);
  const { words, keyboard } = await screenOf(deps, ctx, awake, options);
  const { isNew, isTaken } = options;
  if (isTaken) {
    const otherwise = moveKey(awake.draft, 'elsewhere', messages[ctx.locale].elsewhere);
    const rows = [...keyboard.inline_keyboard, [otherwise]];
    await say(ctx, words, { keyboard: { inline_keyboard: rows }, replyTo: ctx.msgId });
  } else if (isNew) await say(ctx, words, { keyboard });
  else await show(ctx, words, { keyboard });
  expect(ctx, awake.draft);
}

/** A question that is shown waits for its answer, also after a command took the next message from it. */
async function awaken({ studio }: CreateDeps, view: View): Promise<View> {
  const { draft, question } = view;
  if (!question || draft.awaiting) return view;
  const turn = await studio.resume({ userId: draft.userId, draftId: draft.id });
  return turn.kind === 'taken' ? turn.view : view;
}

/** The next message of this person is for this draft, or for no draft. */
export function expect(ctx: BotContext, draft: Pick<Draft, 'awaiting'> | undefined): void {
  ctx.nextQuestion = { name: questionName, isAsked: draft?.awaiting !== undefined };
}

/** What came of a press or a message, told. */
export async function showTurn(
  deps: CreateDeps,
  ctx: BotContext,
  turn: Turn,
  options: ShowOptions = {},
): Promise<void> {
  const t = messages[ctx.locale];
  switch (turn.kind) {
    case 'taken': {
      const titles = turn.dropped.map(({ title }) => title[ctx.locale]);
      const notes = [
        ...(options.notes ?? []),
        ...pastedWords(turn, ctx),
        ...(titles.length > 0 ? [t.dropped(titles)] : []),
      ];
      return showView(deps, ctx, turn.view, { ...options, notes });
    }
    case 'refused':
      return showView(deps, ctx, turn.view, {
        ...options,
        notes: [refusalWords(turn.view, turn.refusal, ctx)],
      });
    case 'stale':
      if (ctx.callbackQuery && !currentScope()?.isPressAnswered) await toast(ctx, t.stale);
      return showView(deps, ctx, turn.view, ctx.callbackQuery ? {} : { notes: [t.staleLine] });
    case 'submitted':
      return showSubmitted(deps, ctx, turn.draft);
    case 'gone':
      return showGone(ctx);
  }
}

function pastedWords({ pasted, view }: Extract<Turn, { kind: 'taken' }>, ctx: BotContext): Words[] {
  if (!pasted) return [];
  const t = messages[ctx.locale];
  const refused = pasted.refused.map(({ path, problem }) => {
    const field = fieldAt(view.form, view.draft.state, path);
    const title = field?.title[ctx.locale] || path.slice(1);
    return t.pasteRefused(title, explain(problem, ctx.locale, field));
  });
  const isNothing = pasted.taken === 0 && refused.length === 0;
  return [
    ...(pasted.taken > 0 ? [t.pasted(pasted.taken)] : []),
    ...(isNothing ? [t.pasteNothing] : []),
    ...refused,
    ...(pasted.unknown.length > 0 ? [t.pasteUnknown(pasted.unknown)] : []),
  ];
}

export function refusalWords(view: View, refusal: Refusal, ctx: BotContext): string {
  const { locale } = ctx;
  if ('problem' in refusal) {
    const field =
      view.question?.field.path === refusal.path
        ? view.question.field
        : fieldAt(view.form, view.draft.state, refusal.path);
    return explain(refusal.problem, locale, field);
  }
  return fileErrorWords(refusal.code, ctx);
}

export function fileErrorWords(code: string, { locale }: BotContext): string {
  const { fileErrors } = messages[locale];
  return isFileError(code, fileErrors) ? fileErrors[code] : fileErrors.other;
}

const isFileError = <T extends object>(code: string, errors: T): code is keyof T & string =>
  Object.hasOwn(errors, code);

/** Ordered before: the same words as then, and the way to another like it. */
export async function showSubmitted(
  deps: CreateDeps,
  ctx: BotContext,
  draft: Draft,
): Promise<void> {
  const t = messages[ctx.locale];
  const { generationId, userId } = draft;
  const ordered =
    generationId === undefined ? undefined : await deps.generation.find({ userId, generationId });
  const batchId = draft.series && ordered?.batchId;
  if (batchId !== undefined) return showSubmittedBatch(deps, ctx, { draft, batchId });
  const number = ordered?.number ?? 0;
  if (ctx.callbackQuery) await toast(ctx, t.alreadyAccepted(number));
  const { words, keyboard } = acceptedScreen(deps, ctx, { ...draft, number });
  await show(ctx, words, { keyboard });
  expect(ctx, undefined);
}

async function showSubmittedBatch(
  deps: CreateDeps,
  ctx: BotContext,
  { draft, batchId }: { draft: Draft; batchId: string },
): Promise<void> {
  const { batch } = await deps.generation.batch({ userId: draft.userId, batchId });
  if (ctx.callbackQuery) await toast(ctx, messages[ctx.locale].alreadyAcceptedBatch(batch.number));
  const { words, keyboard } = acceptedBatchScreen(deps, ctx, { ...draft, batch });
  await show(ctx, words, { keyboard });
  expect(ctx, undefined);
}

export function acceptedBatchScreen(
  { catalogue }: Pick<CreateDeps, 'catalogue'>,
  { locale }: BotContext,
  { id, modelId, batch }: { id: string; modelId: string; batch: { number: number; size: number } },
): Screen {
  const t = messages[locale];
  const title = catalogue.find(modelId)?.title[locale] ?? modelId;
  return {
    words: t.acceptedBatch(batch.number, batch.size, title),
    keyboard: { inline_keyboard: [[likeButton.make(t.like, { draft: id })]] },
  };
}

export function acceptedScreen(
  { catalogue }: Pick<CreateDeps, 'catalogue'>,
  { locale }: BotContext,
  { id, modelId, number }: { id: string; modelId: string; number: number },
): Screen {
  const t = messages[locale];
  const title = catalogue.find(modelId)?.title[locale] ?? modelId;
  return {
    words: t.accepted(number, title),
    keyboard: { inline_keyboard: [[likeButton.make(t.like, { draft: id })]] },
  };
}

export async function showGone(ctx: BotContext): Promise<void> {
  const t = messages[ctx.locale];
  if (ctx.callbackQuery) await toast(ctx, t.gone);
  else await say(ctx, t.gone);
  expect(ctx, undefined);
}

/** Put aside, to be gone on with. */
export function pausedScreen(
  { catalogue }: Pick<CreateDeps, 'catalogue'>,
  { locale }: BotContext,
  { draft, words }: { draft: Pick<Draft, 'id' | 'modelId'>; words: (model: string) => Words },
): Screen {
  const t = messages[locale];
  const title = catalogue.find(draft.modelId)?.title[locale] ?? draft.modelId;
  return {
    words: lines([words(title)]),
    keyboard: {
      inline_keyboard: [
        [resumeButton.make(t.resume(title), { draft: draft.id })],
        [dropButton.make(t.drop, { draft: draft.id })],
      ],
    },
  };
}
