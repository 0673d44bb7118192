// The account, its tasks and what befalls them. Tasks end by the clock; a failed one gives its credits back.
export type { SpendingLimit } from './account.ts';
export type { FaultTarget } from './faults.ts';
export type { Arrival, CallbackTry } from './journal.ts';
export { createLimit, type Limit } from './limits.ts';
export { familyRecordOf, recordOf } from './record.ts';
export { audioIdOf, songSeconds, wordsOf } from './results.ts';
export type { Failure, Family, State, Task } from './tasks.ts';
export { createWorld, type Durations, type World } from './world.ts';
