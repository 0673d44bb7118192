// The one clock of this sandbox.
export { createKieClock, type KieClock } from './clock.ts';
