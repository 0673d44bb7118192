// The way out to Telegram: one patient client, and what one update has caused so far.
export { createClient } from './client.ts';
export type { Confirmed } from './confirmed.ts';
export { createFileDownload } from './download.ts';
export { pollSeconds } from './outgoing.ts';
export {
  currentScope,
  mark,
  openPaced,
  openScope,
  runInScope,
  type UpdateScope,
} from './update-scope.ts';
export { wasNeverSent } from './verdict.ts';
