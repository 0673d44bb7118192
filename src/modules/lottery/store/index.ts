// The rows of lottery data: a copy of what one source said, never the only truth of anything.
export {
  type Archive,
  claimBackfill,
  listArchives,
  noteSynced,
  openArchives,
  putOffBackfill,
  turnPage,
} from './archives.ts';
export {
  findDraw,
  keepDraws,
  lastSeen,
  listDraws,
  listJackpots,
  listNewest,
  listNumbers,
} from './draws.ts';
export { keepCode, keepTitles, listCodes, listTitles } from './names.ts';
export { claimRows, findSnapshot, keepSnapshot } from './snapshots.ts';
