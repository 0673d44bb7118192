import { Hono } from 'hono';
import type { Log } from '#platform/log';
import type { Metrics } from '#platform/metrics';
import { allowOrigins } from './cors.ts';
import { createErrorHandlers } from './errors.ts';
import { addFile, type FileLinks } from './routes/file.ts';
import { addHealth, type Checks } from './routes/health.ts';
import { addMetrics } from './routes/metrics.ts';
import { addProvider, type ProviderCallbacks } from './routes/provider.ts';
import { addTelegram, type Webhook } from './routes/telegram.ts';
import { createServer, type ServerLimits } from './server.ts';
import { type HttpEnv, trace } from './trace.ts';

export interface HttpDeps {
  log: Log;
  host: string;
  port: number;
  corsOrigins: readonly string[];
  metrics: Metrics;
  /** A failure that is over soon. */
  isPassing: (error: unknown) => boolean;
  /** What must be reachable before this process is given work; each throws when it is not. */
  checks: Checks;
  /** Absent while updates are polled. */
  webhook?: Webhook | undefined;
  /** Absent where media is made by nobody who calls back. */
  provider?: ProviderCallbacks | undefined;
  /** Absent where nobody is given the address of a file. */
  files?: FileLinks | undefined;
  limits?: Partial<ServerLimits>;
}

export interface Http {
  /** Without a port, for tests and for other parts of this process. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Known once it listens. */
  url(): string | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createHttp(deps: HttpDeps): Http {
  const app = new Hono<HttpEnv>();
  const server = createServer({ ...deps, fetch: app.fetch });
  const { onError, notFound } = createErrorHandlers(deps);
  app.use(trace({ ...deps, isClosing: server.isClosing }));
  app.use(allowOrigins(deps.corsOrigins));
  addHealth(app, deps);
  addMetrics(app, deps.metrics);
  if (deps.webhook) addTelegram(app, deps.webhook);
  if (deps.provider) addProvider(app, deps.provider);
  if (deps.files) addFile(app, deps.files);
  app.onError(onError);
  app.notFound(notFound);
  return {
    request: async (path, init) => app.request(path, init),
    url: server.url,
    start: server.start,
    stop: server.stop,
  };
}
