import { refOf } from '#modules/files';
import { type InputFiles, refsIn } from './check-files.ts';
import type { Order } from './order.ts';

/** With the lengths that our own rows know: whoever says less would pay less than the provider bills. */
export async function withLengths<T extends Order>(
  { files }: { files: InputFiles },
  orders: readonly T[],
): Promise<T[]> {
  const ids = [...new Set(orders.flatMap(({ input }) => refsIn(input)))];
  const found = ids.length === 0 ? [] : await files.getMany(ids);
  const seconds = Object.fromEntries(
    found.flatMap((file) => (file.seconds === undefined ? [] : [[refOf(file), file.seconds]])),
  );
  return orders.map((order) => ({ ...order, seconds }));
}
