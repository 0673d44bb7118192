import { type Credits, isAppError } from '#kernel';
import { type BatchView, type Generation, planVariants } from '#modules/generation';
import type { BotContext } from '#surfaces/bot/context';
import { say, show, toast } from '#surfaces/bot/ui';
import { orderFailedButton, orderVariantsButton } from './buttons.ts';
import type { OrdersDeps } from './deps.ts';
import { priceOf, titleOf } from './describe.ts';
import { messages } from './messages.ts';
import {
  type Agreed,
  oneKey,
  openFilled,
  ordering,
  orderOf,
  pressOf,
  quoteOf,
  seenIn,
  tellOnce,
} from './ordering.ts';
import { findOr } from './orders.ts';

const counts = [2, 3, 4, 6, 8];

const variantsOf = (found: Generation, count: number) => planVariants(orderOf(found), count);

export async function askVariants(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  const found = await findOr(deps, ctx, id);
  if (!found) return;
  const rows = [];
  for (const count of counts) {
    const price = await quoteOf(deps, ctx, variantsOf(found, count));
    if (!price) return openFilled(deps, ctx, found);
    rows.push([variantsKey(ctx, { id, count, total: price.total })]);
  }
  await say(ctx, messages[ctx.locale].askVariants(titleOf(deps, found.modelId, ctx.locale)), {
    keyboard: { inline_keyboard: rows },
  });
}

const variantsKey = (
  ctx: BotContext,
  { id, count, total }: { id: string; count: number; total: Credits },
) =>
  orderVariantsButton.make(messages[ctx.locale].buttons.variant(count, total), {
    id,
    by: pressOf(ctx),
    price: Number(total),
    count,
  });

export async function orderVariants(
  deps: OrdersDeps,
  ctx: BotContext,
  { count, ...agreed }: Agreed & { count: number },
): Promise<void> {
  const { id, by } = agreed;
  const found = await findOr(deps, ctx, id);
  if (!found || !counts.includes(count)) return;
  const orders = variantsOf(found, count);
  const clientKey = `variants:${id}:${by}`;
  await ordering(deps, ctx, {
    found,
    orders,
    ask: show,
    keys: (total) => oneKey(variantsKey(ctx, { id, count, total })),
    order: async () => {
      const { batch } = await deps.generation.confirmBatch({
        userId: ctx.user.id,
        clientKey,
        kind: 'variants',
        orders,
        chatId: found.chatId,
        atMost: seenIn(agreed),
      });
      const words = messages[ctx.locale].acceptedBatch(batch.number, batch.size);
      await tellOnce(deps, ctx, { key: clientKey, words });
    },
  });
}

/** The orders of a batch that failed, as a batch of their own; at most at the price they had. */
export async function retryFailed(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  const view = await batchOr(deps, ctx, id);
  if (view) await repeat(deps, ctx, { view });
}

/** The same at the price that they have by now. */
export async function orderFailed(
  deps: OrdersDeps,
  ctx: BotContext,
  agreed: Agreed,
): Promise<void> {
  const view = await batchOr(deps, ctx, agreed.id);
  if (view) await repeat(deps, ctx, { view, agreed });
}

const failedIn = ({ generations }: BatchView) =>
  generations.filter(({ status }) => status === 'FAILED');

async function batchOr(
  deps: OrdersDeps,
  ctx: BotContext,
  batchId: string,
): Promise<BatchView | undefined> {
  try {
    return await deps.generation.batch({ userId: ctx.user.id, batchId });
  } catch (error) {
    if (!isAppError(error, 'not_found')) throw error;
    await toast(ctx, messages[ctx.locale].goneBatch, { isAlert: true });
    return undefined;
  }
}

/** What failed is the same for ever, so the batch is the key: repeated once, however often it is pressed. */
async function repeat(
  deps: OrdersDeps,
  ctx: BotContext,
  { view, agreed }: { view: BatchView; agreed?: Agreed },
): Promise<void> {
  const { id, chatId } = view.batch;
  const t = messages[ctx.locale];
  const failed = failedIn(view);
  const [found] = failed;
  if (!found) return toast(ctx, t.noneFailed, { isAlert: true });
  const orders = failed.map(orderOf);
  const key = { userId: ctx.user.id, clientKey: `failed:${id}`, kind: 'parallel' } as const;
  await ordering(deps, ctx, {
    found,
    orders,
    ask: agreed ? show : say,
    keys: (total) =>
      oneKey(
        orderFailedButton.make(t.buttons.confirm(total), {
          id,
          by: pressOf(ctx),
          price: Number(total),
        }),
      ),
    order: async () => {
      const atMost = agreed ? seenIn(agreed) : priceOf(failed);
      const { batch } = await deps.generation.confirmBatch({ ...key, orders, chatId, atMost });
      const words = t.repeated(batch.number, batch.size);
      if (agreed) await tellOnce(deps, ctx, { key: key.clientKey, words });
      else await toast(ctx, words);
    },
  });
}
