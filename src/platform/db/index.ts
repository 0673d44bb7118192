// PostgreSQL: the pool, the transaction type, the schema brought up to date, and a server of our own when
// none is given. A lost connection must never end the process.
export { type Batch, createBatch } from './batch.ts';
export { claimDatabase } from './claim-database.ts';
export { afterCommit, createClient, createDb, type Db, type Tx } from './db.ts';
export { createEmbedded, type Embedded, embeddedHomes, findEmbedded } from './embedded.ts';
export {
  dbErrorOf,
  isCheckViolation,
  isDbConflict,
  isDbGone,
  isDbPassing,
  isUniqueViolation,
} from './errors.ts';
export { migrate } from './migrate.ts';
export { createPool } from './pool.ts';
export { DbStartError } from './start-error.ts';
