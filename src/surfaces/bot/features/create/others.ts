import type { View } from '#modules/studio';
import type { BotContext } from '#surfaces/bot/context';
import { show } from '#surfaces/bot/ui';
import { switchButton } from './buttons.ts';
import type { CreateDeps } from './deps.ts';
import { expect } from './desk.ts';
import { modelsIn, mostModels } from './idea.ts';
import { moveKey } from './keyboard.ts';
import { messages } from './messages.ts';

/** Other models for the same wish: the answers go along as far as they fit. */
export async function showOthers(deps: CreateDeps, ctx: BotContext, view: View): Promise<void> {
  const { catalogue, showcase } = deps;
  const { draft, model } = view;
  const group = catalogue.groups().find(({ models }) => models.includes(model))?.group;
  const others = (group ? await modelsIn(deps, group.id) : []).filter(({ id }) => id !== model.id);
  const rows = others.slice(0, mostModels).map((other) => [
    switchButton.make(showcase.label(other, ctx.locale), {
      draft: draft.id,
      key: showcase.keyOf(other),
    }),
  ]);
  const t = messages[ctx.locale];
  await show(ctx, t.pickOther(model.title[ctx.locale]), {
    keyboard: { inline_keyboard: [...rows, [moveKey(draft, 'panel', t.back)]] },
  });
  expect(ctx, draft);
}
