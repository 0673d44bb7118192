// From wish to lane: what is ordered is checked, priced, held and put in line in one act, or not at all.
export type { ConfirmInput } from './confirm.ts';
export type { ConfirmBatchInput, ConfirmedBatch } from './confirm-batch.ts';
export type { BatchView, GenerationsPage } from './look-up.ts';
export { mostInBatch, type Order } from './order.ts';
export { createOrders, type OrdersDeps } from './orders.ts';
export {
  type ModelPlan,
  planBatch,
  planModels,
  planParallel,
  planPrompts,
  planValues,
  planVariants,
  type ValuePlan,
} from './plan-batch.ts';
export type { TotalQuote } from './quote.ts';
export type { RetryInput } from './retry.ts';
