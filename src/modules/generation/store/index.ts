// Every SQL statement over generations, batches and lanes. A status changes by one UPDATE that names where it may
// come from; whoever gets no row back has lost.
export {
  type BatchCounts,
  type BatchRow,
  countBatch,
  endBatch,
  lockBatch,
} from './batches.ts';
export {
  findByKey,
  findGeneration,
  type GenerationChange,
  type GenerationRow,
  insertGeneration,
  type MoveInput,
  moveGeneration,
  type NewGeneration,
} from './generations.ts';
export {
  type Claim,
  claimTurns,
  countAdmitted,
  findCapacity,
  joinLane,
  leaveLane,
  lockCapacity,
  openCapacity,
  recountLanes,
  setLaneCaps,
  setPaused,
} from './lanes.ts';
