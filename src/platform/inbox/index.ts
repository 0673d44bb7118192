// Updates, kept as they arrive and handled exactly once: one after another per key in arrival order, side by
// side across keys. A row is never lost, doubled by a second delivery, or overtaken by a later one of its key.
export type { InboxHandler, InboxUpdate } from './attempt.ts';
export {
  createInbox,
  type Drain,
  type Inbox,
} from './inbox.ts';
export type { DrainLimits } from './run.ts';
