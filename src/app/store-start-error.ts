import { isAppError } from '#kernel';
import { dbErrorOf, isDbGone } from '#platform/db';

/** A store that was given by the settings cannot be used; the message is for the operator and says what to do. */
export class StoreStartError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'StoreStartError';
  }
}

/** What the operator can mend is told; anything else comes back as it is. */
export function databaseStartError(cause: unknown, databaseUrl: string): unknown {
  const told = tellDatabase(cause, URL.parse(databaseUrl));
  return told === undefined ? cause : new StoreStartError(told, cause);
}

function tellDatabase(cause: unknown, url: URL | null): string | undefined {
  const at = `PostgreSQL at ${url?.host ?? 'its address'}`;
  const user = url?.username ?? '';
  const database = url?.pathname.slice(1) || user;
  switch (dbErrorOf(cause)?.code) {
    case '28P01':
    case '28000':
      return `${at} does not let "${user}" in. Check the user and the password in DATABASE_URL.`;
    case '3D000':
      return `${at} has no database "${database}". Create it (createdb ${database}), or check DATABASE_URL.`;
    case '42501':
      return `${at} does not let "${user}" make tables in "${database}". Make it the owner: alter database ${database} owner to ${user}`;
    case '53300':
      return `${at} has no free connection. Raise its max_connections (30 for each process), or stop what holds them.`;
  }
  if (isDbGone(cause)) return `${at} does not answer. Start it, or check DATABASE_URL.`;
  return undefined;
}

export function queueStartError(cause: unknown, redisUrl: string | undefined): unknown {
  if (redisUrl === undefined || !isAppError(cause, 'unavailable')) return cause;
  const host = URL.parse(redisUrl)?.host ?? 'its address';
  const told = `Redis at ${host} cannot be used; the log says why. Start it, check REDIS_URL, or remove that: PostgreSQL does the work then.`;
  return new StoreStartError(told, cause);
}
