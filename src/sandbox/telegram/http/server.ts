import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isHeardAs } from '#sandbox/place';
import { ActRefused } from '#sandbox/telegram/acts';
import { ApiFailure } from '#sandbox/telegram/api';
import { readBytes } from './body.ts';
import { reply } from './bot-api.ts';

/** Answers one request under a first word of the path, or says false when it is not its own. */
export type Route = (
  request: IncomingMessage,
  response: ServerResponse,
  place: { path: string; query: string },
) => Promise<boolean>;

export interface HttpServer {
  start(): Promise<{ port: number }>;
  stop(): Promise<void>;
}

export interface HttpServerDeps {
  readonly host: string;
  readonly port: number;
  readonly routes: readonly Route[];
  readonly onBug: (error: unknown, path: string) => void;
}

export function createHttpServer(deps: HttpServerDeps): HttpServer {
  const server: Server = createServer((request, response) => {
    void answer(deps, request, response);
  });
  server.keepAliveTimeout = 65_000;
  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(deps.port, deps.host, () => {
          server.off('error', reject);
          const address = server.address();
          if (address === null || typeof address === 'string') reject(new Error('no port'));
          else resolve({ port: address.port });
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  deps: HttpServerDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const query = mark === -1 ? '' : url.slice(mark + 1);
  try {
    if (!isHeardAs(deps.host, request.headers.host)) return sendError(response, 421, 'wrong host');
    for (const route of deps.routes) if (await route(request, response, { path, query })) return;
    reply(response, { ok: false, error_code: 404, description: 'Not Found' });
  } catch (error) {
    if (hungUp(error)) return;
    if (error instanceof ActRefused) return sendError(response, 400, error.message);
    if (error instanceof ApiFailure) return sendError(response, error.code, error.message);
    deps.onBug(error, path);
    sendError(response, 500, 'the sandbox broke: see its log');
  }
}

const hungUp = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ECONNRESET';

/** Undefined when the percent signs make no sense. */
export function decodePath(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Browsers send Origin with every POST; only our own page may post. */
export function isOwnOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host}`;
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  if (response.destroyed || response.headersSent) return;
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}

export const sendError = (response: ServerResponse, status: number, error: string): void =>
  sendJson(response, { error }, status);

export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const bytes = await readBytes(request, 8 * 1024 * 1024);
  if (bytes.length === 0) return {};
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    throw new ActRefused('the body is no JSON');
  }
  throw new ActRefused('the body is no JSON object');
}
