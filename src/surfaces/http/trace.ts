import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { newId } from '#kernel';
import { type Log, wideLine } from '#platform/log';
import type { Metrics } from '#platform/metrics';

export interface HttpEnv {
  Variables: { requestId: string; errorCode?: string };
}

interface TraceDeps {
  log: Log;
  metrics: Metrics;
  isClosing: () => boolean;
}

/** A caller's own id is kept when it is a harmless word, so that one trace runs through several systems. */
const saneId = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

const routine = new Set(['/health', '/ready', '/metrics']);

/** One id, one duration and one line for every request. */
export function trace({ log, metrics, isClosing }: TraceDeps): MiddlewareHandler<HttpEnv> {
  const observe = metrics.timer({
    name: 'http_request_seconds',
    help: 'Time to answer an HTTP request.',
    labels: ['method', 'route', 'status'],
  });
  return async (c, next) => {
    const startedAt = performance.now();
    const given = c.req.header('x-trace-id');
    const requestId = given && saneId.test(given) ? given : newId();
    c.set('requestId', requestId);
    await next();
    const ms = performance.now() - startedAt;
    c.header('X-TRACE-ID', requestId);
    c.header('X-PROCESS-TIME', (ms / 1000).toFixed(6));
    if (isClosing()) c.header('connection', 'close');
    const { method, path } = c.req;
    const { status } = c.res;
    const route = status === 404 ? 'none' : routePath(c, -1);
    observe(ms, { method: knownMethod(method), route, status: String(status) });
    wideLine.request(log, {
      requestId,
      method,
      path: withoutSecret(path),
      status,
      ms: Math.round(ms * 10) / 10,
      requestBytes: bytes(c.req.header('content-length')),
      sizeBytes: bytes(c.res.headers.get('content-length')),
      code: c.get('errorCode'),
      isRoutine: routine.has(path),
    });
  };
}

// The provider of media shows who it is by a word in its path, and the address of a file opens it.
export const withoutSecret = (path: string): string =>
  path.replace(/(\/webhook\/\w+\/|^\/files\/[\w-]+\/)[^/]+/, '$1[masked]');

const bytes = (length: string | null | undefined) => (length ? Number(length) : undefined);

// A stranger may invent methods without end; a label may not.
const knownMethod = (method: string) =>
  ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other';
