// From a wish to an order: a form asked field by field, a panel with the price of exactly this, one confirmation.
// Every button carries a draft and its rev, so it needs no living conversation and outlives restarts and deploys.
import type { InlineKeyboardButton } from 'grammy/types';
import type { Credits } from '#kernel';
import type { Json, Model } from '#modules/catalogue';
import { isList } from '#modules/catalogue';
import type { StoredFile } from '#modules/files';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import type { Question } from '#surfaces/bot/questions';
import {
  createEntrances,
  creditsWords,
  type Entrances,
  type Step,
  say,
  toast,
  type Words,
} from '#surfaces/bot/ui';
import {
  confirmButton,
  dropButton,
  fieldButton,
  fileButton,
  fileGroupButton,
  fileModelButton,
  forgetPresetButton,
  giveButton,
  itemButton,
  likeButton,
  linkButton,
  moveButton,
  optionButton,
  otherUseButton,
  pageButton,
  presetButton,
  pricelessConfirmButton,
  resumeButton,
  seriesCountButton,
  seriesModelButton,
  seriesParamButton,
  seriesValueButton,
  startButton,
  switchButton,
  worksButton,
} from './buttons.ts';
import { confirm, confirmPriceless } from './confirm.ts';
import type { CreateDeps } from './deps.ts';
import { expect, pausedScreen, showTurn, showView, turningFrom } from './desk.ts';
import { freshView } from './fresh.ts';
import { pressGive } from './given-file.ts';
import { pressLink } from './given-link.ts';
import { modelForIdea, similarKeys, wordsPlace } from './idea.ts';
import { isMoveName, label } from './keyboard.ts';
import { messages } from './messages.ts';
import { optionInput, pressMove } from './press-move.ts';
import { pressCount, pressModel, pressParam, pressValue } from './press-series.ts';
import { createDraftQuestion } from './question.ts';
import { rowsOf } from './rows.ts';
import { createSentMedia } from './sent-media.ts';
import { take } from './take.ts';
import { pickWork, showWorks } from './works-picker.ts';

export type { CreateDeps } from './deps.ts';

export interface CreateFeature {
  step: Step;
  question: Question;
  /** The form of a model, filled in as far as it goes; as a new message unless told otherwise. */
  openForm: (
    ctx: BotContext,
    form: { modelId: string; input?: Readonly<Record<string, unknown>>; isNew?: boolean },
  ) => Promise<void>;
  /** An idea in words, on the model that people use for it. */
  openIdea: (ctx: BotContext, idea: { groupId: string; idea: string }) => Promise<void>;
  /** A message while a draft waits for one; false when none does. */
  take: (ctx: BotContext) => Promise<boolean>;
  isAwaiting: (ctx: BotContext) => Promise<boolean>;
  takeFile: (ctx: BotContext) => Promise<void>;
  /** What can be made of a file, as a new message. */
  offerFile: (ctx: BotContext, file: StoredFile) => Promise<void>;
  /** Models that do what this one does. */
  openSimilar: (ctx: BotContext, modelId: string) => Promise<void>;
  /** Before a command: the form that was asking stops asking. */
  pause: (ctx: BotContext) => Promise<void>;
  /** What /cancel says of the form it put aside; undefined when there was none. */
  sayPaused: (ctx: BotContext) => Promise<boolean>;
  cardKeys: (ctx: BotContext, model: Model) => Promise<InlineKeyboardButton[][]>;
  draftKeys: (ctx: BotContext) => Promise<InlineKeyboardButton[][]>;
}

export function createCreate(deps: CreateDeps): CreateFeature {
  const { studio, catalogue, showcase } = deps;
  const sentMedia = createSentMedia(deps);

  const openForm: CreateFeature['openForm'] = async (ctx, { modelId, input, isNew = true }) => {
    const given = await deps.welcome(ctx.user);
    const view = await studio.openDraft({
      userId: ctx.user.id,
      modelId,
      by: String(ctx.update.update_id),
      ...(input !== undefined && { input: asJson(input) }),
    });
    await showView(deps, ctx, view, { notes: welcomeWords(ctx, given), isNew });
  };

  const entrances = createEntrances();
  const on: Entrances['onPress'] = (button, press) =>
    entrances.onPress(button, async (ctx, params) => {
      mark({ feature: 'create' });
      await press(ctx, params);
    });

  on(startButton, async (ctx, { key }) => {
    const model = showcase.modelBy(key);
    if (model) return openForm(ctx, { modelId: model.id, isNew: false });
    await toast(ctx, messages[ctx.locale].goneModel);
    await showcase.open(ctx);
  });
  on(resumeButton, async (ctx, { draft }) => {
    await showTurn(deps, ctx, await studio.resume({ userId: ctx.user.id, draftId: draft }));
  });
  on(dropButton, async (ctx, { draft }) => {
    await studio.drop({ userId: ctx.user.id, draftId: draft });
    await toast(ctx, messages[ctx.locale].droppedDraft);
    expect(ctx, undefined);
    await showcase.open(ctx);
  });
  on(likeButton, async (ctx, { draft }) => {
    const turn = await studio.resume({ userId: ctx.user.id, draftId: draft });
    if (turn.kind === 'submitted') {
      const { modelId, state } = turn.draft;
      // The order stays where it is told of; the new form comes below it.
      await openForm(ctx, { modelId, input: inputOf(state.value) });
    } else await showTurn(deps, ctx, turn);
  });
  on(fieldButton, async (ctx, pressed) => {
    const view = await freshView(deps, ctx, pressed);
    if (!view) return;
    const row = rowsOf(view, view.question?.field.path ?? '', ctx.locale)[pressed.field];
    if (!row) return showTurn(deps, ctx, { kind: 'stale', view });
    const move = { do: 'edit', path: row.path } as const;
    await showTurn(deps, ctx, await studio.act(turningFrom(ctx, view), move));
  });
  on(optionButton, async (ctx, pressed) => {
    const view = await freshView(deps, ctx, pressed);
    if (!view) return;
    const field = view.question?.field;
    const input = field && optionInput(field, pressed.option);
    if (!field || !input) return showTurn(deps, ctx, { kind: 'stale', view });
    const move = { do: 'answer', path: field.path, input } as const;
    await showTurn(deps, ctx, await studio.act(turningFrom(ctx, view), move));
  });
  on(itemButton, async (ctx, pressed) => {
    const view = await freshView(deps, ctx, pressed);
    if (!view) return;
    const field = view.question?.field;
    if (!field || !isList(field.answer) || pressed.item >= field.answer.length)
      return showTurn(deps, ctx, { kind: 'stale', view });
    const move = { do: 'edit', path: `${field.path}/${pressed.item}` } as const;
    await showTurn(deps, ctx, await studio.act(turningFrom(ctx, view), move));
  });
  on(pageButton, async (ctx, pressed) => {
    const view = await freshView(deps, ctx, pressed);
    if (view) await showView(deps, ctx, view, { page: pressed.page });
  });
  on(moveButton, async (ctx, { move, ...pressed }) => {
    if (isMoveName(move)) await pressMove(deps, ctx, { ...pressed, move });
  });
  on(worksButton, async (ctx, pressed) => {
    const view = await freshView(deps, ctx, pressed);
    if (view) await showWorks(deps, ctx, { view, before: pressed.before });
  });
  on(fileButton, async (ctx, pressed) => {
    const view = await freshView(deps, ctx, pressed);
    if (view) await pickWork(deps, ctx, { view, fileId: pressed.file });
  });
  on(confirmButton, (ctx, pressed) => confirm(deps, ctx, pressed));
  on(pricelessConfirmButton, (ctx, pressed) => confirmPriceless(deps, ctx, pressed));
  on(presetButton, async (ctx, { preset: presetId }) => {
    const preset = await studio.findPreset({ userId: ctx.user.id, presetId });
    if (preset)
      await openForm(ctx, { modelId: preset.modelId, input: inputOf(preset.input), isNew: false });
    else await toast(ctx, messages[ctx.locale].presetGone);
  });
  on(forgetPresetButton, async (ctx, { preset: presetId }) => {
    const t = messages[ctx.locale];
    const preset = await studio.findPreset({ userId: ctx.user.id, presetId });
    if (!preset) return toast(ctx, t.presetGone);
    await studio.deletePreset({ userId: ctx.user.id, presetId });
    await toast(ctx, t.presetForgotten(preset.name));
    const model = catalogue.find(preset.modelId);
    if (model) await showcase.card(ctx, model);
  });
  on(switchButton, async (ctx, { draft, key }) => {
    const model = showcase.modelBy(key);
    const turn = await studio.view({ userId: ctx.user.id, draftId: draft });
    if (turn.kind !== 'taken') return showTurn(deps, ctx, turn);
    if (!model) return toast(ctx, messages[ctx.locale].goneModel);
    const input = inputOf(turn.view.draft.state.value);
    await studio.drop({ userId: ctx.user.id, draftId: draft });
    await openForm(ctx, { modelId: model.id, input, isNew: false });
  });
  on(fileGroupButton, sentMedia.pressGroup);
  on(fileModelButton, sentMedia.pressModel);
  on(otherUseButton, (ctx, { file }) => sentMedia.pressOther(ctx, file));
  on(seriesCountButton, (ctx, pressed) => pressCount(deps, ctx, pressed));
  on(seriesParamButton, (ctx, pressed) => pressParam(deps, ctx, pressed));
  on(seriesValueButton, (ctx, pressed) => pressValue(deps, ctx, pressed));
  on(seriesModelButton, (ctx, pressed) => pressModel(deps, ctx, pressed));
  on(linkButton, (ctx, pressed) => pressLink(deps, ctx, pressed));
  on(giveButton, (ctx, pressed) => pressGive(deps, ctx, pressed));

  return {
    step: entrances.step,
    question: createDraftQuestion(deps),
    openForm,
    openIdea: async (ctx, { groupId, idea }) => {
      const model = await modelForIdea(deps, groupId);
      const place = model && wordsPlace(catalogue, model);
      if (!model || place === undefined) return showcase.open(ctx);
      await openForm(ctx, { modelId: model.id, input: { [place]: idea } });
    },
    take: (ctx) => take(deps, ctx),
    isAwaiting: async (ctx) => (await studio.findAwaiting(ctx.user.id)) !== undefined,
    takeFile: sentMedia.take,
    offerFile: sentMedia.offer,
    openSimilar: async (ctx, modelId) => {
      const keys = await similarKeys(deps, ctx, modelId);
      if (keys.length === 0) return showcase.open(ctx);
      await say(ctx, messages[ctx.locale].similar, { keyboard: { inline_keyboard: keys } });
    },
    pause: async (ctx) => {
      const draft = await studio.findAwaiting(ctx.user.id);
      if (!draft) return;
      await studio.pause(ctx.user.id);
      ctx.pausedDraft = { id: draft.id, modelId: draft.modelId };
    },
    sayPaused: async (ctx) => {
      if (!ctx.pausedDraft) return false;
      const screen = pausedScreen(deps, ctx, {
        draft: ctx.pausedDraft,
        words: messages[ctx.locale].cancelled,
      });
      await say(ctx, screen.words, { keyboard: screen.keyboard });
      return true;
    },
    cardKeys: async (ctx, model) => {
      const t = messages[ctx.locale];
      const presets = await studio.listPresets({ userId: ctx.user.id, modelId: model.id });
      return [
        [startButton.make(t.start, { key: showcase.keyOf(model) })],
        ...presets
          .slice(0, mostPresetKeys)
          .map(({ id, name }) => [
            presetButton.make(label(t.preset(name), 24), { preset: id }),
            forgetPresetButton.make(label(t.forgetPreset(name), 24), { preset: id }),
          ]),
      ];
    },
    draftKeys: async (ctx) => {
      const t = messages[ctx.locale];
      const drafts = await studio.listDrafts(ctx.user.id, mostDraftKeys);
      return drafts
        .filter(({ state, status }) => state.trail.length > 0 || status === 'awaiting_payment')
        .map(({ id, modelId }) => [
          resumeButton.make(
            label(t.resume(catalogue.find(modelId)?.title[ctx.locale] ?? modelId)),
            { draft: id },
          ),
        ]);
    },
  };
}

// Inputs are JSON by birth: rows, forms, buttons.
const asJson = (input: Readonly<Record<string, unknown>>) => input as Json;

const isRecord = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !isList(value);

const inputOf = (value: Json | undefined) => (isRecord(value) ? value : {});

const mostPresetKeys = 8;
const mostDraftKeys = 3;

const welcomeWords = (ctx: BotContext, given: Credits): Words[] =>
  given > 0n ? [messages[ctx.locale].welcome(creditsWords(given, ctx.locale))] : [];
