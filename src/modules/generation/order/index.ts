// From wish to lane: what is ordered is checked, priced, held and put in line in one act, or not at all.
export { type ConfirmDeps, type ConfirmInput, confirm } from './confirm.ts';
export { fingerprintOf } from './fingerprint.ts';
export type { Order } from './order.ts';
