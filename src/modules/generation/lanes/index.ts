// Who goes next. A lane a person, a turn each, one cap a person and one for the installation: neither is ever exceeded.
export { type Admission, type AdmissionDeps, createAdmission } from './admission.ts';
export { type Caps, openLanes } from './caps.ts';
export { type QueueState, queueState } from './queue-state.ts';
