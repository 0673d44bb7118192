import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { World } from '#sandbox/stoloto/world';
import { answerContent, newsPage } from './content.ts';
import { distort } from './distort.ts';
import { answerMobile } from './mobile.ts';

export interface ServerDeps {
  readonly host: string;
  readonly port: number;
  readonly world: World;
  readonly control: (word: string, body: Record<string, unknown>) => Promise<unknown>;
  readonly onBug: (error: unknown, path: string) => void;
}

const mostControlBytes = 64 * 1024;
const paceMs = 1_000;
const mobile = /^\/p\/api\/mobile\/api\/v3[45](\/.*)$/;
const content = /^\/cms\/api(\/.*)$/;
const page = (title: string) =>
  `<html><head><title>${title}</title></head><body>${title}</body></html>`;

export function createStolotoServer(deps: ServerDeps) {
  const pace = { last: Number.NEGATIVE_INFINITY };
  const server = createServer((request, response) => {
    respond(deps, pace, { request, response }).catch((error: unknown) => {
      if (!response.destroyed) deps.onBug(error, request.url ?? '/');
      send(response, 500, page('500'), 'text/html');
    });
  });
  server.keepAliveTimeout = 65_000;
  return {
    start: (): Promise<{ port: number }> =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(deps.port, deps.host, () => {
          server.off('error', reject);
          const address = server.address();
          if (address === null || typeof address === 'string') reject(new Error('no port'));
          else resolve({ port: address.port });
        });
      }),
    stop: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

async function respond(
  deps: ServerDeps,
  pace: { last: number },
  { request, response }: Exchange,
): Promise<void> {
  const { world } = deps;
  const url = URL.parse(request.url ?? '/', 'http://sandbox');
  const path = url?.pathname ?? '/';
  if (path.startsWith('/control/')) return answerControl(deps, { request, response });
  const now = world.clock.now();
  const partner = request.headers['gosloto-partner'];
  const arrival = world.arrivals.add({
    at: now,
    wallAt: performance.timeOrigin + performance.now(),
    path,
    query: url?.search ?? '',
    hasPartner: partner !== undefined,
  });
  const answer = (status: number, body: string, type = 'text/html; charset=utf-8') => {
    arrival.status = status;
    send(response, status, body, type);
  };
  if (world.settings.isDown) return void response.destroy();
  const isTooSoon = world.settings.hasLimits && now - pace.last < paceMs;
  if (isTooSoon) return answer(429, page('429 Too Many Requests'));
  pace.last = now;
  const faults = world.faults.take(path);
  const of = (kind: string) => faults.find((fault) => fault.kind === kind);
  const slow = faults.find((fault) => fault.kind === 'slow');
  if (slow) await new Promise<void>((resolve) => void world.clock.after(slow.ms, resolve));
  if (of('hang')) return;
  if (of('drop')) return void response.destroy();
  const status = faults.find((fault) => fault.kind === 'status');
  if (status) return answer(status.status, page(String(status.status)));
  if (of('html')) return answer(200, page('Проверка браузера'));

  if (request.method !== 'GET') return answer(405, page('405 Method Not Allowed'));
  if (path === '/press/news') return answer(200, newsPage(world));
  const isAllowed =
    !world.settings.isForbidden &&
    (world.partner === undefined ? partner !== undefined : partner === world.partner);
  if (!isAllowed) return answer(403, page('403 Forbidden'));
  const found = answerApi(world, path, url?.searchParams ?? new URLSearchParams());
  if (!found) return answer(404, page('404 Not Found'));
  answer(200, JSON.stringify(distort(found, faults)), 'application/json; charset=utf-8');
}

function answerApi(world: World, path: string, query: URLSearchParams): object | undefined {
  const [, mobilePath] = mobile.exec(path) ?? [];
  if (mobilePath !== undefined) return answerMobile(world, mobilePath, query);
  const [, contentPath] = content.exec(path) ?? [];
  return contentPath === undefined ? undefined : answerContent(world, contentPath);
}

async function answerControl(
  { control }: ServerDeps,
  { request, response }: Exchange,
): Promise<void> {
  // Browsers send Origin with every POST: no page may move the sandbox.
  if (request.method !== 'POST' || request.headers.origin !== undefined)
    return send(response, 403, '{"error":"POST, from no page"}', 'application/json');
  const word = (request.url ?? '').slice('/control/'.length);
  try {
    const text = await readText(request);
    const told = (await control(word, text === '' ? {} : JSON.parse(text))) ?? {};
    send(response, 200, JSON.stringify(told), 'application/json');
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    send(response, 400, JSON.stringify({ error: told }), 'application/json');
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > mostControlBytes) throw new Error('the body is larger than this sandbox takes');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: string, type: string): void {
  if (response.destroyed || response.headersSent) return;
  const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, headers).end(body);
}
