import { type AppError, type Credits, credits, isAppError } from '#kernel';
import { type Generation, planVariants } from '#modules/generation';
import type { BotContext } from '#surfaces/bot/context';
import { say, show, toast } from '#surfaces/bot/ui';
import { orderAgainButton, orderVariantsButton } from './buttons.ts';
import type { OrdersDeps } from './deps.ts';
import { titleOf } from './describe.ts';
import { errorTexts } from './error-texts.ts';
import { messages } from './messages.ts';

export const counts = [2, 3, 4, 6, 8];

export const orderOf = ({ modelId, input, seconds, chatId }: Generation) => ({
  modelId,
  input,
  seconds,
  chatId,
});

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

/** What a press asked for cannot be had: the reason, over the chat. */
export async function refuse(ctx: BotContext, error: unknown): Promise<void> {
  if (!isAppError(error)) throw error;
  const text = errorTexts[error.code];
  if (error.code === 'internal') throw error;
  await toast(ctx, `${text.what[ctx.locale]} ${text.todo[ctx.locale]}`, { isAlert: true });
}

/** The form with the answers of this order: when it cannot simply be repeated, and to change it. */
export const openFilled = (
  deps: Pick<OrdersDeps, 'openForm'>,
  ctx: BotContext,
  { modelId, input }: Pick<Generation, 'modelId' | 'input'>,
): Promise<void> => deps.openForm(ctx, { modelId, input });

/** The price is asked anew: undefined when this can be ordered no more as it was. */
export async function quoteOf(deps: OrdersDeps, ctx: BotContext, orders: readonly Generation[]) {
  const [first] = orders;
  if (!first || deps.catalogue.find(first.modelId) === undefined) return undefined;
  if (deps.catalogue.whyNotSold(first.modelId) !== undefined) return undefined;
  try {
    return await deps.generation.quote({ userId: ctx.user.id, orders: orders.map(orderOf) });
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}

/** Once more: the price first, then one press. */
export async function askAgain(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  const found = await findOr(deps, ctx, id);
  if (!found) return;
  const price = await quoteOf(deps, ctx, [found]);
  if (!price) return openFilled(deps, ctx, found);
  const t = messages[ctx.locale];
  const button = orderAgainButton.make(t.buttons.confirm(price.total), { id, by: pressOf(ctx) });
  await say(ctx, t.askAgain(titleOf(deps, found.modelId, ctx.locale)), {
    keyboard: { inline_keyboard: [[button]] },
  });
}

/** Pressed twice is ordered once: the key is the question that was asked. */
export async function orderAgain(
  deps: OrdersDeps,
  ctx: BotContext,
  { id, by }: { id: string; by: number },
): Promise<void> {
  const found = await findOr(deps, ctx, id);
  if (!found) return;
  const isFailed = found.status === 'FAILED' || found.status === 'CANCELLED';
  await ordering(deps, ctx, found, async () => {
    const key = { userId: ctx.user.id, clientKey: `again:${id}:${by}` };
    const made = isFailed
      ? await deps.generation.retry({ ...key, generationId: id, isDearerAgreed: true })
      : await deps.generation.confirm({ ...key, order: orderOf(found) });
    await tellOnce(deps, ctx, {
      key: key.clientKey,
      words: messages[ctx.locale].accepted(made.number),
    });
  });
}

/** Nothing is entered again; when it has become dearer, the person is asked first. */
export async function retryOne(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  const found = await findOr(deps, ctx, id);
  if (!found) return;
  const t = messages[ctx.locale];
  await ordering(deps, ctx, found, async () => {
    try {
      const made = await deps.generation.retry({
        userId: ctx.user.id,
        generationId: id,
        clientKey: `retry:${id}`,
      });
      await toast(ctx, t.accepted(made.number));
    } catch (error) {
      if (!isAppError(error, 'conflict') || error.details.reason !== 'dearer') throw error;
      const price = await quoteOf(deps, ctx, [found]);
      if (!price) return openFilled(deps, ctx, found);
      const button = orderAgainButton.make(t.buttons.confirm(price.total), {
        id,
        by: pressOf(ctx),
      });
      await say(ctx, t.askDearer(price.total, found.price.amount), {
        keyboard: { inline_keyboard: [[button]] },
      });
    }
  });
}

export async function askVariants(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  const found = await findOr(deps, ctx, id);
  if (!found) return;
  const buttons = [];
  for (const count of counts) {
    const price = await quoteOf(
      deps,
      ctx,
      Array.from({ length: count }, () => found),
    );
    if (!price) return openFilled(deps, ctx, found);
    const label = messages[ctx.locale].buttons.variant(count, price.total);
    buttons.push([orderVariantsButton.make(label, { id, by: pressOf(ctx), count })]);
  }
  await say(ctx, messages[ctx.locale].askVariants(titleOf(deps, found.modelId, ctx.locale)), {
    keyboard: { inline_keyboard: buttons },
  });
}

export async function orderVariants(
  deps: OrdersDeps,
  ctx: BotContext,
  { id, by, count }: { id: string; by: number; count: number },
): Promise<void> {
  const found = await findOr(deps, ctx, id);
  if (!found || !counts.includes(count)) return;
  await ordering(deps, ctx, found, async () => {
    const clientKey = `variants:${id}:${by}`;
    const { batch } = await deps.generation.confirmBatch({
      userId: ctx.user.id,
      clientKey,
      kind: 'variants',
      orders: planVariants(orderOf(found), count),
      chatId: found.chatId,
    });
    const words = messages[ctx.locale].acceptedBatch(batch.number, batch.size);
    await tellOnce(deps, ctx, { key: clientKey, words });
  });
}

/** The orders of a batch that failed, as a batch of their own. */
export async function retryFailed(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  const { generations } = await deps.generation.batch({ userId: ctx.user.id, batchId: id });
  const failed = generations.filter(({ status }) => status === 'FAILED');
  const [first] = failed;
  if (!first) return toast(ctx, messages[ctx.locale].gone, { isAlert: true });
  await ordering(deps, ctx, first, async () => {
    const { batch } = await deps.generation.confirmBatch({
      userId: ctx.user.id,
      clientKey: `failed:${id}`,
      kind: 'parallel',
      orders: failed.map(orderOf),
    });
    await toast(ctx, messages[ctx.locale].acceptedBatch(batch.number, batch.size));
  });
}

/** The question turns into the answer; a second press of it hears the same over the chat. */
async function tellOnce(
  { kv, clock }: OrdersDeps,
  ctx: BotContext,
  { key, words }: { key: string; words: string },
): Promise<void> {
  const expiresAt = new Date(clock.now().getTime() + rememberMs);
  const isFirst = await kv.set(`told:${ctx.user.id}:${key}`, true, { version: 0, expiresAt });
  if (isFirst === undefined) await toast(ctx, words);
  else await show(ctx, words);
}

const rememberMs = 7 * 24 * 60 * 60 * 1_000;

/** Too little money says how much is missing; what cannot be ordered as it was opens as a form. */
async function ordering(
  deps: OrdersDeps,
  ctx: BotContext,
  found: Generation,
  order: () => Promise<void>,
): Promise<void> {
  try {
    await order();
  } catch (error) {
    if (isAppError(error, 'insufficient_credits')) {
      const missing = missingOf(error);
      const { what, todo } = errorTexts.insufficient_credits;
      const told =
        missing === undefined ? what[ctx.locale] : messages[ctx.locale].unfunded(missing);
      await toast(ctx, `${told} ${todo[ctx.locale]}`, { isAlert: true });
      return;
    }
    if (isAppError(error) && formCodes.has(error.code)) return openFilled(deps, ctx, found);
    await refuse(ctx, error);
  }
}

function missingOf({ details }: AppError): Credits | undefined {
  return typeof details.missing === 'string' ? credits(details.missing) : undefined;
}

const formCodes = new Set<string>(['bad_request', 'gone', 'not_found', 'input_rejected']);

const pressOf = (ctx: BotContext): number => ctx.update.update_id;
