import type { MiddlewareHandler } from 'hono';
import { AppError } from '#kernel';
import type { HttpEnv } from './trace.ts';

const preflight = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': 'authorization, content-type, x-trace-id',
  'access-control-max-age': '600',
};

/** Browsers on the listed origins may call and read; for all others it is as if we knew no CORS. */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler<HttpEnv> {
  const listed = new Set(origins);
  return async (c, next) => {
    const origin = c.req.header('origin');
    const isListed = origin !== undefined && listed.has(origin);
    const allow = () => {
      c.header('vary', 'origin', { append: true });
      if (!isListed) return;
      c.header('access-control-allow-origin', origin);
      c.header('access-control-allow-credentials', 'true');
      c.header('access-control-expose-headers', 'x-trace-id, x-process-time');
    };
    const isPreflight =
      c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined;
    if (!isPreflight) {
      await next();
      return allow();
    }
    if (!isListed) throw new AppError('forbidden', { reason: 'origin not listed' });
    allow();
    for (const [name, value] of Object.entries(preflight)) c.header(name, value);
    return c.body(null, 204);
  };
}
