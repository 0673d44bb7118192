import { mostInSeries, type SeriesPlan, type View } from '#modules/studio';
import type { BotContext } from '#surfaces/bot/context';
import { show, toast } from '#surfaces/bot/ui';
import type { CreateDeps } from './deps.ts';
import { expect, showTurn, turningOf } from './desk.ts';
import { freshView, type Pressed } from './fresh.ts';
import { moveKey } from './keyboard.ts';
import { messages } from './messages.ts';
import { paramsScreen, seriesCounts, seriesMenu, seriesParams, valuesOf } from './series-menu.ts';
import { perPage } from './series-screen.ts';

type Setting = { pressed: Pressed; plan: SeriesPlan | undefined; page?: number };

async function set(
  deps: CreateDeps,
  ctx: BotContext,
  { pressed, plan, page }: Setting,
): Promise<void> {
  const turn = await deps.studio.setSeries(turningOf(ctx, pressed), { plan });
  await showTurn(deps, ctx, turn, { page });
}

/** Looks at the ways; the form stays one order. */
export async function showSeriesMenu(deps: CreateDeps, ctx: BotContext, view: View): Promise<void> {
  const { words, keyboard } = await seriesMenu(deps, ctx, view);
  await show(ctx, words, { keyboard });
  expect(ctx, view.draft);
}

export async function showSeriesParams(ctx: BotContext, view: View): Promise<void> {
  const { words, keyboard } = paramsScreen(ctx, view);
  await show(ctx, words, { keyboard });
  expect(ctx, view.draft);
}

export const leaveSeries = (deps: CreateDeps, ctx: BotContext, pressed: Pressed): Promise<void> =>
  set(deps, ctx, { pressed, plan: undefined });

export const openModels = (
  deps: CreateDeps,
  ctx: BotContext,
  { pressed, view }: { pressed: Pressed; view: View },
): Promise<void> =>
  set(deps, ctx, { pressed, plan: { kind: 'models', modelIds: [view.model.id] } });

export async function pressCount(
  deps: CreateDeps,
  ctx: BotContext,
  { count, ...pressed }: Pressed & { count: number },
): Promise<void> {
  if (seriesCounts.includes(count))
    await set(deps, ctx, { pressed, plan: { kind: 'variants', count } });
}

export async function pressParam(
  deps: CreateDeps,
  ctx: BotContext,
  { field: at, ...pressed }: Pressed & { field: number },
): Promise<void> {
  const view = await freshView(deps, ctx, pressed);
  if (!view) return;
  const field = seriesParams(view)[at];
  if (!field) return showTurn(deps, ctx, { kind: 'stale', view });
  const values = valuesOf(field).filter((value) => value === field.value);
  await set(deps, ctx, {
    pressed,
    plan: { kind: 'values', name: field.name, values: [...values] },
  });
}

/** Chosen or not any more, in the order of the options. */
export async function pressValue(
  deps: CreateDeps,
  ctx: BotContext,
  { option, ...pressed }: Pressed & { option: number },
): Promise<void> {
  const view = await freshView(deps, ctx, pressed);
  if (!view) return;
  const plan = view.series?.plan;
  const name = plan?.kind === 'values' ? plan.name : undefined;
  const field = seriesParams(view).find((one) => one.name === name);
  const all = field ? valuesOf(field) : [];
  const value = all[option];
  if (plan?.kind !== 'values' || value === undefined)
    return showTurn(deps, ctx, { kind: 'stale', view });
  const values = toggled(plan.values, value).toSorted((a, b) => all.indexOf(a) - all.indexOf(b));
  const page = Math.floor(option / perPage);
  await change(deps, ctx, { pressed, plan: { ...plan, values }, page, size: values.length });
}

export async function pressModel(
  deps: CreateDeps,
  ctx: BotContext,
  { key, page, ...pressed }: Pressed & { key: string; page: number },
): Promise<void> {
  const view = await freshView(deps, ctx, pressed);
  if (!view) return;
  const plan = view.series?.plan;
  const model = deps.showcase.modelBy(key);
  if (plan?.kind !== 'models' || !model) return showTurn(deps, ctx, { kind: 'stale', view });
  const modelIds = toggled(plan.modelIds, model.id);
  await change(deps, ctx, { pressed, plan: { ...plan, modelIds }, page, size: modelIds.length });
}

const toggled = <T>(all: readonly T[], one: T): T[] =>
  all.includes(one) ? all.filter((other) => other !== one) : [...all, one];

async function change(
  deps: CreateDeps,
  ctx: BotContext,
  { size, ...setting }: Setting & { size: number },
): Promise<void> {
  if (size > mostInSeries) return toast(ctx, messages[ctx.locale].series.full(mostInSeries));
  await set(deps, ctx, setting);
}

/** The next messages are texts of a series. */
export async function askPrompts(
  deps: CreateDeps,
  ctx: BotContext,
  pressed: Pressed,
): Promise<void> {
  const t = messages[ctx.locale];
  const turn = await deps.studio.awaitMessage(turningOf(ctx, pressed), { what: 'prompts' });
  if (turn.kind !== 'taken') return showTurn(deps, ctx, turn);
  const { draft } = turn.view;
  await show(ctx, t.series.askPrompts, {
    keyboard: { inline_keyboard: [[moveKey(draft, 'leave', t.back)]] },
  });
  expect(ctx, draft);
}
