/** An error carries whatever its library hung on it, queries and request bodies too; only these are worth a line. */
const worthKnowing = [
  'code',
  'details',
  'status',
  'statusCode',
  'method',
  'error_code',
  'description',
  'parameters',
  'syscall',
  'errno',
  'address',
  'port',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
  'cause',
  'errors',
  'error',
] as const;

export function describeError(error: Error): Record<string, unknown> {
  const facts: Record<string, unknown> = {
    type: error.name,
    message: error.message,
    stack: error.stack,
  };
  const own: object = error;
  for (const name of worthKnowing) {
    const value: unknown = Reflect.get(own, name);
    if (value !== undefined) facts[name] = value;
  }
  return facts;
}
