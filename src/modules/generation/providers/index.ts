// What every provider of media can do, in our own words; each has its folder here.
export {
  type FailureCode,
  type LiveOffer,
  type Media,
  type NextStep,
  nextSteps,
  type Provider,
  type Submission,
  type TaskRef,
  type TaskView,
  type Upload,
} from './provider.ts';
