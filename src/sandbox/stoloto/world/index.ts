// The games of a StoLoto that does not exist: draws follow from the clock, so a restart changes none of them.
export type { Fault, FaultTarget } from './faults.ts';
export { hold, jackpotOf } from './held.ts';
export type { Arrival } from './journal.ts';
export { createWorld, type Game, type World } from './world.ts';
