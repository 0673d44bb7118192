// The time of the sandboxes: it can stand still, and jump.
export { createSandboxClock, type SandboxClock } from './clock.ts';
