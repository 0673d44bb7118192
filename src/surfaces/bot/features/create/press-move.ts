import type { Field, Input } from '#modules/catalogue';
import { longestPresetName, type Move, type View } from '#modules/studio';
import type { BotContext } from '#surfaces/bot/context';
import { code, show } from '#surfaces/bot/ui';
import type { CreateDeps } from './deps.ts';
import { expect, pausedScreen, showTurn, showView, turningFrom } from './desk.ts';
import { freshView, type Pressed } from './fresh.ts';
import { takeLinkAsWords } from './given-link.ts';
import { type MoveName, moveKey } from './keyboard.ts';
import { messages } from './messages.ts';
import { showOthers } from './others.ts';
import {
  askPrompts,
  leaveSeries,
  openModels,
  showSeriesMenu,
  showSeriesParams,
} from './press-series.ts';
import { rowsOf } from './rows.ts';
import { showWorks } from './works-picker.ts';

async function act(deps: CreateDeps, ctx: BotContext, view: View, move: Move): Promise<void> {
  await showTurn(deps, ctx, await deps.studio.act(turningFrom(ctx, view), move));
}

export async function pressMove(
  deps: CreateDeps,
  ctx: BotContext,
  { move, ...pressed }: Pressed & { move: MoveName },
): Promise<void> {
  const view = await freshView(deps, ctx, pressed);
  if (!view) return;
  const path = view.question?.field.path ?? '';
  switch (move) {
    case 'add':
    case 'done':
    case 'skip':
      return act(deps, ctx, view, { do: move, path });
    case 'clear':
      return act(deps, ctx, view, { do: 'remove', path });
    case 'nothing':
      return act(deps, ctx, view, { do: 'answer', path, input: { kind: 'nothing' } });
    case 'leave':
      return act(deps, ctx, view, { do: 'leave' });
    case 'back':
      return goBack(deps, ctx, view);
    case 'panel':
      return showView(deps, ctx, view);
    case 'series':
      return showSeriesMenu(deps, ctx, view);
    case 'values':
      return showSeriesParams(ctx, view);
    case 'models':
      return openModels(deps, ctx, { pressed, view });
    case 'prompts':
      return askPrompts(deps, ctx, pressed);
    case 'one':
      return leaveSeries(deps, ctx, pressed);
    case 'words':
      return takeLinkAsWords(deps, ctx, view);
    case 'works':
      return showWorks(deps, ctx, { view, before: 0 });
    case 'others':
      return showOthers(deps, ctx, view);
    case 'elsewhere':
      return takeElsewhere(deps, ctx, view);
    case 'later':
      return putAside(deps, ctx, view);
    case 'paste':
    case 'preset':
      return askFor(deps, ctx, { fresh: view, what: move });
  }
}

async function goBack(deps: CreateDeps, ctx: BotContext, view: View): Promise<void> {
  const { state } = view.draft;
  if (state.at || state.trail.length > 0) return act(deps, ctx, view, { do: 'back' });
  await deps.studio.awaitMessage(turningFrom(ctx, view), undefined);
  expect(ctx, undefined);
  await deps.showcase.card(ctx, view.model);
}

/** The last message was no answer: it leaves the form, and goes where words go that nobody claimed. */
async function takeElsewhere(deps: CreateDeps, ctx: BotContext, view: View): Promise<void> {
  const path = view.draft.state.trail.at(-1);
  const text = ctx.callbackQuery?.message?.reply_to_message?.text;
  const turn =
    path === undefined
      ? undefined
      : await deps.studio.act(turningFrom(ctx, view), { do: 'remove', path });
  if (turn && turn.kind !== 'taken') return showTurn(deps, ctx, turn);
  await deps.studio.pause(ctx.user.id);
  const { words, keyboard } = pausedScreen(deps, ctx, {
    draft: view.draft,
    words: messages[ctx.locale].setAside,
  });
  await show(ctx, words, { keyboard });
  expect(ctx, undefined);
  if (text !== undefined) await deps.offer(ctx, text);
}

async function putAside(deps: CreateDeps, ctx: BotContext, fresh: View): Promise<void> {
  const turn = await deps.studio.awaitMessage(turningFrom(ctx, fresh), undefined);
  if (turn.kind !== 'taken') return showTurn(deps, ctx, turn);
  const { words, keyboard } = pausedScreen(deps, ctx, {
    draft: turn.view.draft,
    words: messages[ctx.locale].putAside,
  });
  await show(ctx, words, { keyboard });
  expect(ctx, undefined);
}

async function askFor(
  deps: CreateDeps,
  ctx: BotContext,
  { fresh, what }: { fresh: View; what: 'paste' | 'preset' },
): Promise<void> {
  const t = messages[ctx.locale];
  const turn = await deps.studio.awaitMessage(turningFrom(ctx, fresh), { what });
  if (turn.kind !== 'taken') return showTurn(deps, ctx, turn);
  const { view } = turn;
  const words = what === 'paste' ? t.askPaste(sampleOf(view, ctx)) : t.askPreset(longestPresetName);
  await show(ctx, words, {
    keyboard: { inline_keyboard: [[moveKey(view.draft, 'leave', t.back)]] },
  });
  expect(ctx, view.draft);
}

/** The form as lines that could be sent back as they are. */
function sampleOf(view: View, { locale }: BotContext) {
  const rows = rowsOf(view, '', locale).filter(({ path }) => !path.includes('?'));
  const none = messages[locale].values.none;
  const lines = rows.map(({ title, value }) => `${title}: ${value === none ? '' : value}`.trim());
  return code(lines.join('\n').slice(0, 2_000));
}

/** What an option button answers; undefined for an option that is not there. */
export function optionInput({ widget }: Field, option: number): Input | undefined {
  switch (widget.kind) {
    case 'choice':
    case 'variants':
      return option < widget.options.length ? { kind: 'option', index: option } : undefined;
    case 'toggle':
      return option < 2 ? { kind: 'option', index: option } : undefined;
    case 'number': {
      const value = widget.quick[option];
      return value === undefined ? undefined : { kind: 'value', value };
    }
    default:
      return undefined;
  }
}
