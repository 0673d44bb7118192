import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import { type AppError, type Credits, credits, creditsOf, isAppError } from '#kernel';
import type { Generation, Order } from '#modules/generation';
import type { BotContext } from '#surfaces/bot/context';
import { type say, show, toast } from '#surfaces/bot/ui';
import type { OrdersDeps } from './deps.ts';
import { errorTexts } from './error-texts.ts';
import { messages } from './messages.ts';

export const orderOf = ({ modelId, input, seconds, chatId }: Generation) => ({
  modelId,
  input,
  seconds,
  chatId,
});

/** What a press agreed to: by which question, and at which price, in thousandths. */
export interface Agreed {
  id: string;
  by: number;
  price: number;
}

export const seenIn = ({ price }: Agreed): Credits => creditsOf(BigInt(price));

/** What tells one question from another. */
export const pressOf = (ctx: BotContext): number => ctx.update.update_id;

export const oneKey = (key: InlineKeyboardButton): InlineKeyboardMarkup => ({
  inline_keyboard: [[key]],
});

/** The form with the answers of this order: when it cannot simply be repeated, and to change it. */
export const openFilled = (
  deps: Pick<OrdersDeps, 'openForm'>,
  ctx: BotContext,
  { modelId, input }: Pick<Generation, 'modelId' | 'input'>,
): Promise<void> => deps.openForm(ctx, { modelId, input });

/** What a press asked for cannot be had: the reason, over the chat. */
export async function refuse(ctx: BotContext, error: unknown): Promise<void> {
  if (!isAppError(error)) throw error;
  const text = errorTexts[error.code];
  if (error.code === 'internal') throw error;
  await toast(ctx, `${text.what[ctx.locale]} ${text.todo[ctx.locale]}`, { isAlert: true });
}

/** The price is asked anew: undefined when this can be ordered no more as it was. */
export async function quoteOf(deps: OrdersDeps, ctx: BotContext, orders: readonly Order[]) {
  const isSold = orders.every(
    ({ modelId }) =>
      deps.catalogue.find(modelId) !== undefined &&
      deps.catalogue.whyNotSold(modelId) === undefined,
  );
  if (orders.length === 0 || !isSold) return undefined;
  try {
    return await deps.generation.quote({ userId: ctx.user.id, orders });
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}

interface Wish {
  found: Pick<Generation, 'modelId' | 'input'>;
  /** What is ordered, for its price of now. */
  orders: readonly Order[];
  /** At the price that was seen at most. */
  order: () => Promise<void>;
  /** Agrees to this price instead. */
  keys: (total: Credits) => InlineKeyboardMarkup;
  /** Where a new price is asked: in place of the old question, or below. */
  ask: (...what: Parameters<typeof say>) => Promise<unknown>;
}

/** Too little money says how much is missing; what costs more by now is asked; what cannot be ordered as it was opens as a form. */
export async function ordering(deps: OrdersDeps, ctx: BotContext, wish: Wish): Promise<void> {
  const { order, found } = wish;
  try {
    await order();
  } catch (error) {
    if (isAppError(error, 'insufficient_credits')) {
      const missing = amountIn(error, 'missing');
      const { what, todo } = errorTexts.insufficient_credits;
      const told =
        missing === undefined ? what[ctx.locale] : messages[ctx.locale].unfunded(missing);
      await toast(ctx, `${told} ${todo[ctx.locale]}`, { isAlert: true });
      return;
    }
    if (isAppError(error, 'conflict') && error.details.reason === 'dearer')
      return askDearer(deps, ctx, { ...wish, before: amountIn(error, 'before') });
    if (isAppError(error) && formCodes.has(error.code)) return openFilled(deps, ctx, found);
    await refuse(ctx, error);
  }
}

async function askDearer(
  deps: OrdersDeps,
  ctx: BotContext,
  { found, orders, keys, ask, before }: Wish & { before: Credits | undefined },
): Promise<void> {
  const price = await quoteOf(deps, ctx, orders);
  if (!price) return openFilled(deps, ctx, found);
  await ask(ctx, messages[ctx.locale].askDearer(price.total, before ?? price.total), {
    keyboard: keys(price.total),
  });
}

function amountIn({ details }: AppError, name: string): Credits | undefined {
  const amount = details[name];
  return typeof amount === 'string' ? credits(amount) : undefined;
}

const formCodes = new Set<string>(['bad_request', 'gone', 'not_found', 'input_rejected']);

const rememberMs = 7 * 24 * 60 * 60 * 1_000;

/** The question turns into the answer; a second press of it hears the same over the chat. */
export async function tellOnce(
  { kv, clock }: OrdersDeps,
  ctx: BotContext,
  { key, words }: { key: string; words: string },
): Promise<void> {
  const expiresAt = new Date(clock.now().getTime() + rememberMs);
  const isFirst = await kv.set(`told:${ctx.user.id}:${key}`, true, { version: 0, expiresAt });
  if (isFirst === undefined) await toast(ctx, words);
  else await show(ctx, words);
}
