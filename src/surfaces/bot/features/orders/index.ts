// The face of an order: waiting, result, failure, and everything that can be done with them. Every button carries an
// id and reads the row: it works after a deploy and next month.
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { type Button, createEntrances, type Step, say, toast } from '#surfaces/bot/ui';
import {
  againButton,
  cancelBatchButton,
  cancelButton,
  changeButton,
  favouriteButton,
  followButton,
  keepButton,
  modelButton,
  openButton,
  orderAgainButton,
  orderFailedButton,
  orderVariantsButton,
  originalButton,
  otherModelButton,
  pricelessAgainButton,
  pricelessVariantsButton,
  promptButton,
  removeButton,
  removeYesButton,
  retryButton,
  retryFailedButton,
  useButton,
  useFileButton,
  variantsButton,
} from './buttons.ts';
import { cancelOne, cancelRest } from './cancel.ts';
import type { OrdersDeps } from './deps.ts';
import { promptOf } from './describe.ts';
import { askRemove, favour, keep, remove } from './keep.ts';
import { messages } from './messages.ts';
import { openFilled } from './ordering.ts';
import { askAgain, findOr, orderAgain, retryOne } from './orders.ts';
import { askModel, takeModel } from './other-model.ts';
import { askVariants, orderFailed, orderVariants, retryFailed } from './several.ts';
import { askUse, follow, useFile } from './use.ts';

export type { FaceDeps, OrdersDeps } from './deps.ts';
export { createRender } from './render.ts';

export interface OrdersFeature {
  step: Step;
  /** Sends the result of an order once more, with all its buttons. */
  showResult: (ctx: BotContext, generationId: string) => Promise<void>;
}

export function createOrders(deps: OrdersDeps): OrdersFeature {
  const entrances = createEntrances();
  const on = <P>(button: Button<P>, act: (ctx: BotContext, pressed: P) => Promise<void>) =>
    entrances.onPress(button, async (ctx, pressed) => {
      mark({ feature: 'orders' });
      await act(ctx, pressed);
    });
  const onOrder = (
    button: Button<{ id: string }>,
    act: (deps: OrdersDeps, ctx: BotContext, id: string) => Promise<void>,
  ) => on(button, (ctx, { id }) => act(deps, ctx, id));

  const send =
    (kind: 'generation.shown' | 'generation.original') =>
    async (_: OrdersDeps, ctx: BotContext, id: string): Promise<void> => {
      if (!(await findOr(deps, ctx, id))) return;
      await deps.notifications.ask({
        userId: ctx.user.id,
        kind,
        subjectId: id,
        key: `${id}:${ctx.update.update_id}`,
      });
      if (ctx.callbackQuery) await toast(ctx, messages[ctx.locale].onItsWay);
    };

  onOrder(cancelButton, cancelOne);
  onOrder(cancelBatchButton, cancelRest);
  onOrder(againButton, askAgain);
  onOrder(variantsButton, askVariants);
  onOrder(retryButton, retryOne);
  onOrder(retryFailedButton, retryFailed);
  onOrder(useButton, askUse);
  onOrder(removeButton, askRemove);
  onOrder(removeYesButton, remove);
  onOrder(keepButton, keep);
  onOrder(originalButton, send('generation.original'));
  onOrder(openButton, send('generation.shown'));
  on(orderAgainButton, (ctx, pressed) => orderAgain(deps, ctx, pressed));
  on(pricelessAgainButton, (ctx, { id }) => askAgain(deps, ctx, id));
  on(pricelessVariantsButton, (ctx, { id }) => askVariants(deps, ctx, id));
  on(orderFailedButton, (ctx, pressed) => orderFailed(deps, ctx, pressed));
  on(orderVariantsButton, (ctx, pressed) => orderVariants(deps, ctx, pressed));
  on(favouriteButton, (ctx, pressed) => favour(deps, ctx, pressed));
  on(followButton, (ctx, pressed) => follow(deps, ctx, pressed));
  on(useFileButton, (ctx, pressed) => useFile(deps, ctx, pressed));
  onOrder(changeButton, async (_, ctx, id) => {
    const found = await findOr(deps, ctx, id);
    if (found) await openFilled(deps, ctx, found);
  });
  onOrder(otherModelButton, askModel);
  on(modelButton, (ctx, pressed) => takeModel(deps, ctx, pressed));
  onOrder(promptButton, async (_, ctx, id) => {
    const found = await findOr(deps, ctx, id);
    const prompt = found && promptOf(found);
    if (prompt !== undefined) await say(ctx, messages[ctx.locale].promptIs(prompt));
  });

  return {
    step: entrances.step,
    showResult: (ctx, generationId) => send('generation.shown')(deps, ctx, generationId),
  };
}
