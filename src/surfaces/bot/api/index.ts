// The way out to Telegram: one patient client, and what one update has caused so far.
export { createOutgoing, type Outgoing, pollSeconds } from './outgoing.ts';
export { currentScope, mark, openScope, runInScope, type UpdateScope } from './update-scope.ts';
