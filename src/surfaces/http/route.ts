import type { Handler, Hono } from 'hono';
import { AppError } from '#kernel';
import type { HttpEnv } from './trace.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A path with all its methods; any other method is refused by name instead of looking like a wrong address. */
export function addRoute(
  app: Hono<HttpEnv>,
  path: string,
  handlers: Partial<Record<Method, Handler<HttpEnv>>>,
): void {
  const methods = Object.keys(handlers);
  for (const [method, handler] of Object.entries(handlers)) app.on(method, path, handler);
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ');
  app.all(path, () => {
    throw new AppError('method_not_allowed', { allow });
  });
}
