import type { Hono } from 'hono';
import type { Metrics } from '#platform/metrics';
import { addRoute } from '../route.ts';
import type { HttpEnv } from '../trace.ts';

export function addMetrics(app: Hono<HttpEnv>, metrics: Metrics): void {
  addRoute(app, '/metrics', {
    GET: async (c) => c.body(await metrics.render(), 200, { 'content-type': metrics.contentType }),
  });
}
