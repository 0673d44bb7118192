import { z } from 'zod';
import type { Catalogue, Model } from '#modules/catalogue';
import type { LiveOffer, Provider } from '#modules/generation/providers';
import type { Cache, Cached } from '#platform/cache';
import type { Db } from '#platform/db';
import type { RunDeps } from './deps.ts';

export interface MarketDeps {
  cache: Pick<Cache, 'define'>;
  provider: Pick<Provider, 'credit' | 'offers'>;
}

/** What the provider says of itself, never asked more often than it likes. */
export interface Market {
  /** In the provider's credits. */
  balance: Cached<number>;
  offers: Cached<LiveOffer[]>;
}

const minute = 60_000;
const offerShape = z.object({ modelId: z.string(), priceText: z.string().optional() });

export const createMarket = ({ cache, provider }: MarketDeps): Market => ({
  balance: cache.define({
    key: 'generation.provider.balance',
    schema: z.number(),
    ttlMs: minute,
    load: () => provider.credit(),
  }),
  offers: cache.define({
    key: 'generation.provider.offers',
    schema: z.array(offerShape),
    ttlMs: 180 * minute,
    load: () => provider.offers(),
  }),
});

export type Judgement = 'same' | 'differs' | 'loss' | 'unreadable';

const figures = /(\d+(?:\.\d+)?)[\s*_`]*credits?/gi;

/** Compares the words of the provider with what we sell by. Its words are for people: what has no figure says nothing. */
export function judgeOffer(
  price: Model['price'],
  rate: string,
  text: string | undefined,
): Judgement {
  const told = [...(text ?? '').matchAll(figures)].map(([, figure]) => Number(figure));
  const known = [
    price.credits,
    price.credits_max,
    ...(price.rules ?? []).map(({ credits }) => credits),
    ...(price.extras ?? []).map(({ per_item }) => per_item),
    ...(price.components ?? []).map(({ credits_per_1m }) => credits_per_1m),
  ].filter((one) => typeof one === 'number');
  if (told.length === 0 || known.length === 0) return 'unreadable';
  const isKnown = (figure: number) =>
    known.some((one) => Math.abs(one - figure) <= 0.005 * one + 0.001);
  if (told.every(isKnown)) return 'same';
  const dearest = Math.max(...told);
  // Which figure is of which choice only its words tell: one above all that we charge is a loss for some choice.
  return !isKnown(dearest) && dearest > Math.max(...known) * Number(rate) ? 'loss' : 'differs';
}

/** Under this a few films are too many. */
const lowBalance = 500;

export interface CheckDeps extends Pick<RunDeps, 'publish' | 'withdraw' | 'log'> {
  db: Db;
  market: Market;
  catalogue: Pick<Catalogue, 'models' | 'whyNotSold' | 'terms'>;
}

/** Tells the admin what has changed at the provider; what would be sold at a loss is sold no more. */
export async function checkMarket(deps: CheckDeps): Promise<void> {
  const { market, catalogue } = deps;
  await checkBalance(deps);
  const offers = new Map((await market.offers.get()).value.map((one) => [one.modelId, one]));
  for (const { id: modelId, price } of catalogue.models) {
    const offer = offers.get(modelId);
    if (!offer || catalogue.whyNotSold(modelId) !== undefined) continue;
    const judgement = judgeOffer(price, catalogue.terms.rate, offer.priceText);
    if (judgement === 'same' || judgement === 'unreadable') continue;
    deps.log.warn({ modelId, judgement, told: offer.priceText }, 'a price of the provider');
    await deps.db.transaction(async (tx) => {
      const isLoss = judgement === 'loss';
      if (isLoss) await deps.withdraw(tx, { modelId, reason: 'live_price_above' });
      await deps.publish(tx, {
        type: 'admin.alert',
        code: isLoss ? 'model_at_a_loss' : 'provider_price_differs',
        key: modelId,
        details: { modelId, told: (offer.priceText ?? '').slice(0, 100) },
      });
    });
  }
}

async function checkBalance({ market, db, publish }: CheckDeps): Promise<void> {
  const { value: balance, isStale } = await market.balance.get();
  if (isStale || balance >= lowBalance) return;
  const code = 'provider_balance_low';
  await db.transaction((tx) =>
    publish(tx, { type: 'admin.alert', code, key: code, details: { balance } }),
  );
}
