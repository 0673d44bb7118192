// Every SQL statement over generations, batches and lanes. A status changes by one UPDATE that names where it may
// come from; whoever gets no row back has lost.
export {
  type Attempt,
  countFailures,
  endSubmission,
  findNextAttempt,
  findSubmission,
  listAttempts,
  listSubmissionsOfTasks,
  type SubmissionRow,
} from './attempts.ts';
export {
  type BatchCounts,
  type BatchRow,
  countBatch,
  endBatch,
  findBatch,
  insertBatch,
  lockBatch,
} from './batches.ts';
export {
  type Bell,
  claimDue,
  claimLost,
  type DueRow,
  endLate,
  listDurations,
  noteLate,
  noteLook,
  setDue,
} from './due.ts';
export {
  type Delivered,
  deliverGenerations,
  findByKey,
  findGeneration,
  type GenerationChange,
  type GenerationRow,
  insertGenerations,
  listGenerationRows,
  type MoveInput,
  moveGeneration,
  type NewGeneration,
} from './generations.ts';
export {
  type Claim,
  claimTurns,
  countAdmitted,
  countAhead,
  countLine,
  findCapacity,
  joinLanes,
  leaveLanes,
  lockCapacity,
  openCapacity,
  type Place,
  recountLanes,
  setLaneCaps,
  setPaused,
  stepBack,
} from './lanes.ts';
export {
  type ChatCounts,
  countOfChats,
  emptyOfUser,
  findByNumber,
  findSameRow,
  type ListQuery,
  leaveChat,
  listGenerations,
  listLive,
  listOfBatch,
  listWaiting,
} from './lists.ts';
export {
  type AcceptInput,
  acceptAttempts,
  type BeginInput,
  beginAttempts,
  type FinishInput,
  finishAttempts,
} from './moves.ts';
export { countOld, type Emptied, emptyOld } from './old.ts';
export { type BookBreachKind, listBookBreaches, readBookFigures } from './reconcile.ts';
