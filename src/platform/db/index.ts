// PostgreSQL: the pool, the transaction type, the schema brought up to date, and a server of our own when
// none is given. A lost connection must never end the process.
export { type Batch, createBatch } from './batch.ts';
export { createClient, createDb, type Database, type Db, type Tx } from './db.ts';
export { createEmbedded, type Embedded, embeddedHomes, findEmbedded } from './embedded.ts';
export {
  type DbError,
  dbErrorOf,
  isCheckViolation,
  isDbConflict,
  isDbGone,
  isForeignKeyViolation,
  isUniqueViolation,
} from './errors.ts';
export { claimInstallation } from './installation.ts';
export { migrate } from './migrate.ts';
export { createPool } from './pool.ts';
export { DbStartError, type DbStartProblem } from './start-error.ts';
