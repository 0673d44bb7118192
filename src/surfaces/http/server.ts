import { once } from 'node:events';
import http from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { newId } from '#kernel';
import type { Log } from '#platform/log';
import { errorBody } from './errors.ts';

/** Against clients that dawdle: each header, the whole request, an idle connection. */
export interface ServerLimits {
  headersMs: number;
  requestMs: number;
  idleMs: number;
  checkEveryMs: number;
  /** How long answers in the making may take after stop. */
  closeMs: number;
}

const defaultLimits: ServerLimits = {
  headersMs: 10_000,
  requestMs: 60_000,
  // Above the 60 s of common reverse proxies, which must be the ones to let go first.
  idleMs: 75_000,
  checkEveryMs: 2_000,
  closeMs: 3_000,
};

interface ServerDeps {
  log: Log;
  host: string;
  port: number;
  limits?: Partial<ServerLimits>;
  fetch: (request: Request) => Response | Promise<Response>;
}

/** The address cannot be had; the message is for the operator and says what to do. */
export class HttpStartError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'HttpStartError';
  }
}

export function createServer(deps: ServerDeps) {
  const limits = { ...defaultLimits, ...deps.limits };
  let isClosing = false;
  const server = http.createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: limits.checkEveryMs,
    },
    getRequestListener(deps.fetch),
  );
  server.on('clientError', refuse);

  return {
    isClosing: () => isClosing,
    url: () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return undefined;
      return `http://${reachable(deps.host)}:${address.port}`;
    },
    start: async () => {
      const listening = once(server, 'listening');
      server.listen(deps.port, deps.host);
      await listening.catch((cause: unknown) => {
        throw new HttpStartError(explain(cause, deps), cause);
      });
    },
    stop: async () => {
      isClosing = true;
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const limit = setTimeout(() => {
        deps.log.warn('http answers were cut off at stop');
        server.closeAllConnections();
      }, limits.closeMs);
      await closed;
      clearTimeout(limit);
    },
  };
}

// "Every address of this machine" is none that anybody could open.
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

const clientErrors: Record<string, readonly [string, Parameters<typeof errorBody>[0]]> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'timeout'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'body_too_large'],
};

function refuse(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code] = clientErrors[error.code ?? ''] ?? ['400 Bad Request', 'bad_request'];
  const requestId = newId();
  const body = JSON.stringify(errorBody(code, requestId));
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    `X-TRACE-ID: ${requestId}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function explain(cause: unknown, { host, port }: ServerDeps): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken, perhaps by another Jackdraw. Stop that program, or set APP_PORT to a free port (0 takes any).`;
  if (code === 'EACCES')
    return `Port ${port} needs more rights than this user has. Set APP_PORT to 1024 or above.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address ${host}. Set APP_HOST to 127.0.0.1 or 0.0.0.0.`;
  return `Could not listen on ${host}:${port} (${String(code)}).`;
}
