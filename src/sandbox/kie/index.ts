// A whole KIE on this machine: tasks that live through their states, credits, limits, callbacks, and media made from the
// prompt. Strict as the reference has it, with its own untouched copy of the catalogue. Knows nothing of the product.
export type { KieControl } from '#sandbox/kie/control';
export { createKieSandbox, type KieSandbox, type KieSandboxOptions } from './sandbox.ts';
