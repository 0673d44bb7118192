import { DrizzleQueryError } from 'drizzle-orm';
import pg from 'pg';

type DbError = {
  /** SQLSTATE, or the socket's own code (ECONNREFUSED, ECONNRESET …). */
  code: string;
  constraint?: string;
  table?: string;
};

const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

// pg has no codes for these; the texts are its own constants.
const lostTexts = [
  'Connection terminated',
  'Client has encountered a connection error',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'Client was closed',
];

/** What PostgreSQL or the socket said, wherever drizzle wrapped it; undefined when it was not the database. */
export function dbErrorOf(error: unknown): DbError | undefined {
  if (error instanceof DrizzleQueryError) return dbErrorOf(error.cause);
  if (error instanceof pg.DatabaseError)
    return {
      code: error.code ?? 'XX000',
      ...(error.constraint === undefined ? {} : { constraint: error.constraint }),
      ...(error.table === undefined ? {} : { table: error.table }),
    };
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AggregateError) return error.errors.map(dbErrorOf).find(Boolean);
  if ('code' in error && typeof error.code === 'string' && socketCodes.has(error.code))
    return { code: error.code };
  if (lostTexts.some((text) => error.message.startsWith(text))) return { code: '08006' };
  return undefined;
}

const isConstraint = (sqlState: string) => (error: unknown, constraint?: string) => {
  const found = dbErrorOf(error);
  return found?.code === sqlState && (constraint === undefined || found.constraint === constraint);
};

export const isUniqueViolation = isConstraint('23505');
export const isCheckViolation = isConstraint('23514');

/** The connection or the server went away: the same call may succeed in a moment. */
export function isDbGone(error: unknown): boolean {
  const code = dbErrorOf(error)?.code;
  if (code === undefined) return false;
  return socketCodes.has(code) || /^(08|57P|53)/.test(code);
}

/** Two transactions met; running the whole transaction again is right. */
export function isDbConflict(error: unknown): boolean {
  const code = dbErrorOf(error)?.code;
  return code === '40001' || code === '40P01';
}

/** Nobody's fault and over soon: the same again may succeed. */
export const isDbPassing = (error: unknown): boolean => isDbGone(error) || isDbConflict(error);
