import type { Credits } from '#kernel';
import type { Generation } from '#modules/generation';
import type { BotContext } from '#surfaces/bot/context';
import { say, show, toast } from '#surfaces/bot/ui';
import { orderAgainButton } from './buttons.ts';
import type { OrdersDeps } from './deps.ts';
import { titleOf } from './describe.ts';
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

/** Undefined, and said so: it is not there, or is somebody else's. */
export async function findOr(
  deps: Pick<OrdersDeps, 'generation'>,
  ctx: BotContext,
  generationId: string,
): Promise<Generation | undefined> {
  const found = await deps.generation.find({ userId: ctx.user.id, generationId });
  if (!found) await toast(ctx, messages[ctx.locale].gone, { isAlert: true });
  return found;
}

/** Once more: the price first, then one press. */
export async function askAgain(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  const found = await findOr(deps, ctx, id);
  if (!found) return;
  const price = await quoteOf(deps, ctx, [orderOf(found)]);
  if (!price) return openFilled(deps, ctx, found);
  await say(ctx, messages[ctx.locale].askAgain(titleOf(deps, found.modelId, ctx.locale)), {
    keyboard: againKeys(ctx, id, price.total),
  });
}

const againKeys = (ctx: BotContext, id: string, total: Credits) =>
  oneKey(
    orderAgainButton.make(messages[ctx.locale].buttons.confirm(total), {
      id,
      by: pressOf(ctx),
      price: Number(total),
    }),
  );

/** Pressed twice is ordered once: the key is the question that was asked. */
export async function orderAgain(deps: OrdersDeps, ctx: BotContext, agreed: Agreed): Promise<void> {
  const { id, by } = agreed;
  const found = await findOr(deps, ctx, id);
  if (!found) return;
  const isFailed = found.status === 'FAILED' || found.status === 'CANCELLED';
  const key = { userId: ctx.user.id, clientKey: `again:${id}:${by}`, atMost: seenIn(agreed) };
  await ordering(deps, ctx, {
    found,
    orders: [orderOf(found)],
    ask: show,
    keys: (total) => againKeys(ctx, id, total),
    order: async () => {
      const made = isFailed
        ? await deps.generation.retry({ ...key, generationId: id })
        : await deps.generation.confirm({ ...key, order: orderOf(found) });
      const words = messages[ctx.locale].accepted(made.number);
      await tellOnce(deps, ctx, { key: key.clientKey, words });
    },
  });
}

/** Nothing is entered again; when it has become dearer, the person is asked first. */
export async function retryOne(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  const found = await findOr(deps, ctx, id);
  if (!found) return;
  const key = { userId: ctx.user.id, clientKey: `retry:${id}` };
  await ordering(deps, ctx, {
    found,
    orders: [orderOf(found)],
    ask: say,
    keys: (total) => againKeys(ctx, id, total),
    order: async () => {
      const made = await deps.generation.retry({ ...key, generationId: id });
      await toast(ctx, messages[ctx.locale].accepted(made.number));
    },
  });
}
