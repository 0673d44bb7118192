import { queueState } from '#modules/generation/lanes';
import { leaveChat, setPaused } from '#modules/generation/store';
import type { Tx } from '#platform/db';
import type { SettleDeps } from '../settle.ts';
import { cancel, cancelBatch } from './cancel.ts';
import { type ConfirmDeps, type ConfirmInput, confirm, createPlace } from './confirm.ts';
import { type ConfirmBatchInput, confirmBatch } from './confirm-batch.ts';
import { drain } from './drain.ts';
import { forget } from './forget.ts';
import { withLengths } from './lengths.ts';
import { createLookUp } from './look-up.ts';
import type { Order } from './order.ts';
import {
  type ModelPlan,
  planBatch,
  planModels,
  planParallel,
  planPrompts,
  planValues,
  planVariants,
} from './plan-batch.ts';
import { quote } from './quote.ts';
import { type RetryInput, retry } from './retry.ts';

export type OrdersDeps = ConfirmDeps & SettleDeps;

/** What a person can do with an order, and the operator with the line. */
export function createOrders(given: OrdersDeps) {
  const { db, admission } = given;
  const deps = { ...given, place: createPlace(given) };
  return {
    quote: async (input: { userId: string; orders: readonly Order[] }) =>
      quote(deps, { ...input, orders: await withLengths(deps, input.orders) }),
    confirm: async (input: ConfirmInput) => {
      const [order = input.order] = await withLengths(deps, [input.order]);
      return confirm(deps, { ...input, order });
    },
    confirmBatch: async (input: ConfirmBatchInput) =>
      confirmBatch(deps, { ...input, orders: await withLengths(deps, input.orders) }),
    /** Orders for a batch, worked out from what a person says; nothing is ordered yet. */
    plan: {
      variants: planVariants,
      values: planValues,
      prompts: planPrompts,
      parallel: planParallel,
      batch: planBatch,
      models: (wish: Pick<Order, 'input' | 'seconds'>, modelIds: readonly string[]): ModelPlan =>
        planModels(
          wish,
          modelIds.map((id) => deps.catalogue.get(id)),
          (id, input) =>
            deps.catalogue.whyNotSold(id) === undefined &&
            deps.catalogue.faults(id, input).length === 0,
        ),
    },
    retry: (input: RetryInput) => retry(deps, input),
    cancel: (input: { userId: string; generationId: string }) => cancel(deps, input),
    cancelBatch: (input: { userId: string; batchId: string }) => cancelBatch(deps, input),
    ...createLookUp(deps),

    /** Nobody is admitted until it is resumed; what is in work goes on. Holds for all processes, also after a start. */
    pause: () => setPaused(db, true),
    resume: async (): Promise<void> => {
      await setPaused(db, false);
      admission.ring();
    },
    drain: () => drain(deps),
    queueState: () => queueState(db),
    /** A chat goes; what was made in it stays. */
    leaveChat: (tx: Tx, chatId: string): Promise<void> => leaveChat(tx, chatId),
    forget: (tx: Tx, userId: string) => forget(deps, tx, userId),
  };
}
