import { credits } from '#kernel';
import type { GenerationRow } from '#modules/generation/store';
import type { Tx } from '#platform/db';
import { type Generation, toGeneration } from '../generation.ts';
import type { RunDeps } from './deps.ts';

type Bill = Generation['price']['bill'];

const scales: Readonly<Record<string, number>> = {
  '1k-chars': 1 / 1_000,
  '1m-tokens': 1 / 1_000_000,
};

/** In the provider's credits; of a price "up to" the most it may be. */
export const expectedCost = (bill: Bill): number =>
  bill.reduce(
    (sum, { credits: unit, quantity, unit: per }) =>
      sum + decimal(unit) * decimal(quantity) * (scales[per] ?? 1),
    0,
  );

/** A whole number, a decimal, or a fraction as exact sums write them. */
const decimal = (text: string): number => {
  const [over, under = '1'] = text.split('/');
  return Number(over) / Number(under);
};

/** Half a per cent and a hundredth: prices are told in rounded figures. */
const tolerance = (expected: number) => 0.005 * expected + 0.01;

export function judgeCost(
  { kind, amount, bill, terms }: Generation['price'],
  cost: number,
): { differs: boolean; isLoss: boolean; expected: number } {
  const expected = expectedCost(bill);
  const over = cost - expected;
  const differs =
    kind === 'exact' ? Math.abs(over) > tolerance(expected) : over > tolerance(expected);
  const soldFor = Number(amount) / Number(credits('1')) / Number(terms.rate);
  return { differs, isLoss: differs && cost > soldFor + tolerance(soldFor), expected };
}

/** A cost that the catalogue did not foresee is told; what would be sold at a loss is sold no more. */
export async function checkCost(
  deps: Pick<RunDeps, 'publish' | 'withdraw'>,
  tx: Tx,
  { row, cost }: { row: GenerationRow; cost: number | undefined },
): Promise<void> {
  if (cost === undefined) return;
  const { price, modelId } = toGeneration(row);
  const { differs, isLoss, expected } = judgeCost(price, cost);
  if (!differs) return;
  if (isLoss) await deps.withdraw(tx, { modelId, reason: 'cost_above_price' });
  await deps.publish(tx, {
    type: 'admin.alert',
    code: isLoss ? 'model_at_a_loss' : 'provider_cost_differs',
    key: modelId,
    details: { modelId, expected, charged: cost },
  });
}
