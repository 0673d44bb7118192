import type { Model } from '#modules/catalogue';
import type { BotContext } from '#surfaces/bot/context';
import { say, toast } from '#surfaces/bot/ui';
import { modelButton } from './buttons.ts';
import type { OrdersDeps } from './deps.ts';
import { messages } from './messages.ts';
import { findOr } from './orders.ts';

const mostModels = 8;

/** Models that do what this one does. */
function alike({ catalogue }: OrdersDeps, modelId: string): readonly Model[] {
  const model = catalogue.find(modelId);
  if (!model) return [];
  return catalogue.models
    .filter(
      ({ id, kind, followUp }) =>
        id !== modelId &&
        kind === model.kind &&
        followUp !== true &&
        catalogue.whyNotSold(id) === undefined,
    )
    .slice(0, mostModels);
}

export async function askModel(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  const t = messages[ctx.locale];
  const found = await findOr(deps, ctx, id);
  if (!found) return;
  const models = alike(deps, found.modelId);
  if (models.length === 0) return toast(ctx, t.noOther, { isAlert: true });
  const buttons = models.map((model) => [
    modelButton.make(deps.label(model, ctx.locale), { id, key: deps.keyOf(model) }),
  ]);
  await say(ctx, t.askModel, { keyboard: { inline_keyboard: buttons } });
}

/** Its form, with the answers that it understands. */
export async function takeModel(
  deps: OrdersDeps,
  ctx: BotContext,
  { id, key }: { id: string; key: string },
): Promise<void> {
  const found = await findOr(deps, ctx, id);
  if (!found) return;
  const model = deps.modelBy(key);
  if (model) await deps.openForm(ctx, { modelId: model.id, input: found.input });
  else await askModel(deps, ctx, id);
}
