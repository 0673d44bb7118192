// A StoLoto on this machine: draws that follow from the clock in the shapes the reference has, strict about the partner
// header and the pace. All its figures are invented. Knows nothing of the product.
export type { StolotoControl } from '#sandbox/stoloto/control';
export {
  createStolotoSandbox,
  type StolotoSandbox,
  type StolotoSandboxOptions,
} from './sandbox.ts';
