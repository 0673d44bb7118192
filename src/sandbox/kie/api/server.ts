import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { World } from '#sandbox/kie/world';
import type { Files } from './files.ts';
import type { ApiCall, Envelope } from './types.ts';
import { refused } from './types.ts';

export interface ServerDeps {
  readonly host: string;
  readonly port: number;
  readonly world: World;
  readonly files: Files;
  readonly route: (call: ApiCall) => Promise<Envelope>;
  readonly control: (word: string, body: Record<string, unknown>) => Promise<unknown>;
  readonly apiKey?: string | undefined;
  readonly onBug: (error: unknown, path: string) => void;
}

const mostBytes = 160 * 1024 * 1024;

export interface KieServer {
  start(): Promise<{ port: number }>;
  stop(): Promise<void>;
}

export function createKieServer(deps: ServerDeps): KieServer {
  const server = createServer((request, response) => {
    respond(deps, request, response).catch((error: unknown) => {
      if (!response.destroyed && !hungUp(error)) deps.onBug(error, request.url ?? '/');
      sendJson(response, refused(500, 'the sandbox broke: see its log'), 500);
    });
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

async function respond(
  deps: ServerDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = URL.parse(request.url ?? '/', 'http://sandbox');
  const path = url?.pathname ?? '/';
  const method = request.method ?? 'GET';
  if (path.startsWith('/control/')) return answerControl(deps, request, response);
  if (!path.startsWith('/api/'))
    return sendFile(deps, response, { path, isHead: method === 'HEAD' });
  return answerApi(deps, response, {
    method,
    path,
    query: url?.searchParams ?? new URLSearchParams(),
    contentType: request.headers['content-type'] ?? '',
    key: /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1],
    bytes: await readBytes(request),
  });
}

type Incoming = Omit<ApiCall, 'arrival'> & { key: string | undefined };

async function answerApi(
  { world, route, apiKey }: ServerDeps,
  response: ServerResponse,
  { key, ...call }: Incoming,
): Promise<void> {
  const { path } = call;
  const wallAt = performance.timeOrigin + performance.now();
  const arrival = world.arrivals.add({ at: world.clock.now(), wallAt, path });
  const slow = world.faults.take('slow', { path });
  if (slow) {
    arrival.fault = 'slow';
    await new Promise<void>((resolve) => void world.clock.after(slow.ms, resolve));
  }
  const isKnown = key !== undefined && (apiKey === undefined || key === apiKey);
  const answer = isKnown
    ? await route({ ...call, arrival })
    : refused(401, 'You do not have access permissions');
  arrival.code = answer.code;
  const at = { path, ...(arrival.model !== undefined && { model: arrival.model }) };
  // What follows happens to the answer alone: the call has had its effect.
  if (world.faults.take('lose', at)) {
    arrival.fault = 'lose';
    response.destroy();
    return;
  }
  const garbage = world.faults.take('garbage', at);
  if (!garbage) return sendJson(response, answer);
  arrival.fault = 'garbage';
  response.writeHead(garbage.status, { 'content-type': 'text/html' }).end(garbage.body);
}

async function answerControl(
  { control }: ServerDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Browsers send Origin with every POST: no page may move the sandbox.
  if (request.method !== 'POST' || request.headers.origin !== undefined)
    return sendJson(response, { error: 'POST, from no page' }, 403);
  const word = (request.url ?? '').slice('/control/'.length);
  const text = (await readBytes(request)).toString('utf8');
  try {
    sendJson(response, (await control(word, text === '' ? {} : JSON.parse(text))) ?? {});
  } catch (error) {
    sendJson(response, { error: error instanceof Error ? error.message : String(error) }, 400);
  }
}

async function sendFile(
  { files }: ServerDeps,
  response: ServerResponse,
  { path, isHead }: { path: string; isHead: boolean },
): Promise<void> {
  const file = await files.fetch(decodePath(path));
  if (!file) return sendJson(response, { error: 'Not Found' }, 404);
  response.writeHead(200, {
    'content-type': file.mimeType,
    'content-length': file.bytes.length,
    'cache-control': 'no-store',
  });
  response.end(isHead ? undefined : file.bytes);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > mostBytes) throw new Error('the body is larger than this sandbox takes');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const hungUp = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ECONNRESET';

function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  if (response.destroyed || response.headersSent) return;
  const body = JSON.stringify(value);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  };
  response.writeHead(status, headers).end(body);
}
