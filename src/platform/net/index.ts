// Going out. Every call has a deadline over the whole of it, a size limit and one line in the log; secrets in addresses
// never reach that line. What was asked for as JSON is parsed by a schema or refused.
export {
  createDownload,
  type Download,
  type DownloadDeps,
  type Downloaded,
  type Wanted,
} from './download.ts';
export { createFetchJson, type FetchJson, type FetchJsonOptions } from './fetch-json.ts';
export { type Call, createOutgoing, type Outgoing, type OutgoingDeps } from './outgoing.ts';
export { createPacer, type Pacer, type PacerDeps } from './pacer.ts';
export type { Priority } from './pacer-turn.ts';
