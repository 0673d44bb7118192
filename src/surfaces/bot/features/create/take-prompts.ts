import { isAppError } from '#kernel';
import {
  leastInSeries,
  mostInSeries,
  type SeriesPlan,
  splitPrompts,
  type View,
} from '#modules/studio';
import type { BotContext } from '#surfaces/bot/context';
import { say } from '#surfaces/bot/ui';
import type { CreateDeps } from './deps.ts';
import { expect, screenOf, showTurn, turningOf } from './desk.ts';
import { wordsPlace } from './idea.ts';
import { moveKey } from './keyboard.ts';
import { messages } from './messages.ts';

/** Long pastes come as several messages: each adds to what is there. */
export async function takePrompts(deps: CreateDeps, ctx: BotContext, view: View): Promise<void> {
  const t = messages[ctx.locale].series;
  const { draft, series } = view;
  const text = ctx.message?.text;
  const name = wordsPlace(deps.catalogue, view.model);
  const had = series?.plan.kind === 'prompts' ? series.plan.prompts : [];
  const given = text === undefined ? [] : promptsIn(text);
  const prompts = [...had, ...(given ?? [])];
  if (name === undefined || given === undefined || prompts.length > mostInSeries)
    return again(deps, ctx, view, t.full(mostInSeries));
  if (prompts.length < leastInSeries || given.length === 0)
    return again(deps, ctx, view, text === undefined ? t.notPrompts : t.fewPrompts);
  const turning = turningOf(ctx, { draft: draft.id, rev: draft.rev });
  const plan: SeriesPlan = { kind: 'prompts', name, prompts };
  const turn = await deps.studio.setSeries(turning, { plan, awaiting: { what: 'prompts' } });
  await showTurn(deps, ctx, turn);
}

/** Undefined: more than a series may have. */
function promptsIn(text: string): string[] | undefined {
  try {
    return splitPrompts(text);
  } catch (error) {
    if (!isAppError(error, 'bad_request')) throw error;
    return error.details.size === 0 ? [] : undefined;
  }
}

/** Says why not; what was taken before stays, and the next message is still for it. */
async function again(deps: CreateDeps, ctx: BotContext, view: View, why: string): Promise<void> {
  const t = messages[ctx.locale];
  const { draft } = view;
  if (view.series) {
    const { words, keyboard } = await screenOf(deps, ctx, view, { notes: [why] });
    await say(ctx, words, { keyboard });
  } else
    await say(ctx, why, {
      keyboard: { inline_keyboard: [[moveKey(draft, 'leave', t.back)]] },
    });
  expect(ctx, draft);
}
