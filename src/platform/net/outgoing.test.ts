import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { AppError } from '#kernel';
import { createMemoryLog } from '#platform/log';
import { createFetchJson } from './fetch-json.ts';
import { createOutgoing, type OutgoingDeps } from './outgoing.ts';

type Handler = (request: http.IncomingMessage, response: http.ServerResponse, body: string) => void;

async function serve(t: TestContext, handler: Handler): Promise<string> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => handler(request, response, Buffer.concat(chunks).toString()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${portOf(server)}`;
}

function portOf(server: net.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}

function arrange(t: TestContext, more: Partial<OutgoingDeps> = {}) {
  const { log, lines } = createMemoryLog();
  const deps = { log, service: 'demo', ...more };
  const outgoing = createOutgoing(deps);
  t.after(() => outgoing.stop());
  return { outgoing, fetchJson: createFetchJson(deps), lines };
}

const schema = z.object({ n: z.number() });
const options = { schema, timeoutMs: 5000, operation: 'count' };
const isRefusal =
  (code: string, details: Record<string, unknown> = {}) =>
  (error: unknown) => {
    assert.ok(error instanceof AppError, String(error));
    assert.equal(error.code, code);
    assert.partialDeepStrictEqual(error.details, details);
    return true;
  };

test('an answer is parsed and its line tells what happened, without the query', async (t) => {
  const { fetchJson, lines } = arrange(t);
  const root = await serve(t, (request, response, body) => {
    assert.equal(request.headers['content-type'], 'application/json');
    assert.equal(body, '{"a":1}');
    response.end('{"n":7,"more":true}');
  });
  const url = `${root}/v1/count?key=canary`;
  const answer = await fetchJson(url, { ...options, method: 'POST', body: { a: 1 }, attempt: 2 });
  assert.deepEqual(answer, { n: 7 });
  const [line, ...rest] = lines;
  assert.deepEqual(rest, []);
  assert.ok(typeof line?.ms === 'number');
  assert.partialDeepStrictEqual(line, {
    msg: 'outgoing call',
    level: 'info',
    service: 'demo',
    operation: 'count',
    method: 'POST',
    target: `${root}/v1/count`,
    status: 200,
    attempt: 2,
    sizeBytes: 19,
  });
  assert.doesNotMatch(JSON.stringify(lines), /canary/);
});

test('a compressed answer is read', async (t) => {
  const { fetchJson } = arrange(t);
  const root = await serve(t, (_request, response) => {
    response.setHeader('content-encoding', 'gzip');
    response.end(gzipSync('{"n":1}'));
  });
  assert.deepEqual(await fetchJson(root, options), { n: 1 });
});

const refusals: [
  string,
  number,
  string,
  Record<string, string>,
  string,
  Record<string, unknown>,
][] = [
  ['429 with seconds', 429, '{}', { 'retry-after': '3' }, 'rate_limited', { retryAfterMs: 3000 }],
  [
    '429 with a date',
    429,
    '{}',
    { 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT', date: 'Thu, 01 Jan 2026 00:00:00 GMT' },
    'rate_limited',
    { retryAfterMs: 5000 },
  ],
  ['500', 500, 'oh', {}, 'unavailable', { status: 500 }],
  ['404', 404, 'no', {}, 'upstream_rejected', { status: 404, body: 'no' }],
  ['a redirect of nothing', 302, '', {}, 'wire_changed', { status: 302 }],
  [
    'what is not JSON',
    200,
    '<html>',
    { 'content-type': 'text/html' },
    'wire_changed',
    { type: 'text/html' },
  ],
  ['another shape', 200, '{"n":"canary"}', {}, 'wire_changed', { differs: ['n: invalid_type'] }],
];

for (const [what, status, body, headers, code, details] of refusals)
  test(`${what} is refused as ${code}`, async (t) => {
    const { fetchJson, lines } = arrange(t);
    const root = await serve(t, (_request, response) =>
      response.writeHead(status, headers).end(body),
    );
    await assert.rejects(
      fetchJson(root, options),
      isRefusal(code, { service: 'demo', ...details }),
    );
    assert.equal(lines.length, 1);
    assert.equal(lines[0]?.level, status < 400 ? 'info' : 'warn');
  });

test('the deadline covers the whole call: no answer, and an answer that never ends', async (t) => {
  const { fetchJson, lines } = arrange(t);
  const root = await serve(t, (request, response) => {
    if (request.url === '/drip') response.write('{"n":');
  });
  for (const path of ['/hang', '/drip'])
    await assert.rejects(
      fetchJson(`${root}${path}`, { ...options, timeoutMs: 60 }),
      isRefusal('timeout', { reason: 'timeout' }),
    );
  assert.deepEqual(
    lines.map(({ level, code, status }) => ({ level, code, status })),
    Array.from({ length: 2 }, () => ({ level: 'warn', code: 'timeout', status: undefined })),
  );
});

test('an answer above the limit is cut off while it is read, compressed or not', async (t) => {
  const { fetchJson } = arrange(t);
  const root = await serve(t, (request, response) => {
    if (request.url === '/gzip') response.setHeader('content-encoding', 'gzip');
    response.end(request.url === '/gzip' ? gzipSync('x'.repeat(1e6)) : 'x'.repeat(1e6));
  });
  for (const path of ['/', '/gzip'])
    await assert.rejects(
      fetchJson(`${root}${path}`, { ...options, maxBytes: 100_000 }),
      isRefusal('wire_changed', { reason: 'too_large' }),
    );
});

test('nobody listening, and a line cut in the middle of an answer, are unreachable', async (t) => {
  const { fetchJson, lines } = arrange(t);
  const closed = net.createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const port = portOf(closed);
  closed.close();
  await assert.rejects(fetchJson(`http://127.0.0.1:${port}/`, options), isRefusal('unreachable'));
  assert.equal(lines[0]?.cause, 'ECONNREFUSED');
  const root = await serve(t, (request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"n":1}', () => request.socket.destroy());
  });
  await assert.rejects(fetchJson(root, options), isRefusal('unreachable'));
});

test('a redirect is followed for reading only, and takes no credentials to another host', async (t) => {
  const { fetchJson, outgoing } = arrange(t);
  const seen: unknown[] = [];
  const other = await serve(t, (request, response) => {
    const { authorization, accept } = request.headers;
    seen.push([authorization, request.headers['x-partner'], accept]);
    response.end('{"n":2}');
  });
  const root = await serve(t, (_request, response) =>
    response.writeHead(302, { location: `${other}/there` }).end(),
  );
  const headers = { authorization: 'Bearer secret', 'X-Partner': 'secret too' };
  assert.deepEqual(await fetchJson(root, { ...options, headers }), { n: 2 });
  assert.deepEqual(seen, [[undefined, undefined, 'application/json']]);
  assert.equal((await outgoing.call({ url: root, method: 'POST', body: 'x' })).status, 302);
});

const token = '123456:AAcanary_canary_canary_canary_12345';

test('any status comes back as it was, the token of a bot never reaches the log', async (t) => {
  const { outgoing, lines } = arrange(t, { service: 'telegram', routine: ['getUpdates'] });
  const root = await serve(t, (request, response, body) => {
    response.writeHead(request.url?.endsWith('sendMessage') ? 403 : 200);
    response.end(JSON.stringify({ ok: false, got: body }));
  });
  const url = `${root}/bot${token}`;
  const sent = await outgoing.call({ url: `${url}/sendMessage`, method: 'POST', body: '{}' });
  assert.equal(sent.status, 403);
  assert.equal(sent.body.toString(), '{"ok":false,"got":"{}"}');
  await outgoing.call({ url: `${url}/getUpdates` });
  assert.deepEqual(
    lines.map(({ operation, level, target }) => ({ operation, level, target })),
    [
      { operation: 'sendMessage', level: 'warn', target: `${root}/bot[masked]/sendMessage` },
      { operation: 'getUpdates', level: 'debug', target: `${root}/bot[masked]/getUpdates` },
    ],
  );
  assert.doesNotMatch(JSON.stringify(lines), /canary/);
});

test('a body may be a stream of bytes', async (t) => {
  const { outgoing } = arrange(t);
  const root = await serve(t, (_request, response, body) => response.end(String(body.length)));
  async function* parts() {
    for (let i = 0; i < 50; i += 1) yield Buffer.alloc(100_000, 97);
  }
  const answer = await outgoing.call({ url: root, method: 'POST', body: parts() });
  assert.equal(answer.body.toString(), '5000000');
});

test('a signal of any make ends the call', async (t) => {
  const { outgoing } = arrange(t);
  const controller = new AbortController();
  const root = await serve(t, () => controller.abort());
  const { signal } = controller;
  const foreign = {
    get aborted() {
      return signal.aborted;
    },
    addEventListener: (type: 'abort', listener: () => void) =>
      signal.addEventListener(type, listener),
    removeEventListener: (type: 'abort', listener: () => void) =>
      signal.removeEventListener(type, listener),
  };
  const refused = isRefusal('timeout', { reason: 'aborted' });
  await assert.rejects(outgoing.call({ url: root, signal: foreign }), refused);
  await assert.rejects(
    outgoing.call({ url: root, signal }),
    refused,
    'also when it was over before',
  );
});

test('a connection is used again', async (t) => {
  const { outgoing } = arrange(t);
  const ports = new Set<number | undefined>();
  const root = await serve(t, (request, response) => {
    ports.add(request.socket.remotePort);
    response.end('{}');
  });
  for (let i = 0; i < 5; i += 1) await outgoing.call({ url: root });
  assert.equal(ports.size, 1);
});

test('a proxy is used by the service it was given to, with its password, and by no other', async (t) => {
  const seen: string[] = [];
  const proxy = await serve(t, (request, response) => {
    seen.push(`${request.url} ${request.headers['proxy-authorization']}`);
    response.end('{"n":3}');
  });
  const { fetchJson, lines } = arrange(t, { proxyUrl: proxy.replace('//', '//user:canary@') });
  assert.deepEqual(await fetchJson('http://outside.invalid/x', options), { n: 3 });
  assert.deepEqual(seen, [`http://outside.invalid/x Basic ${btoa('user:canary')}`]);
  assert.doesNotMatch(JSON.stringify(lines), /canary/);
  const direct = await serve(t, (_request, response) => response.end('{"n":4}'));
  assert.deepEqual(await arrange(t).fetchJson(direct, options), { n: 4 });
  assert.equal(seen.length, 1);
});

test('a secure service is reached through a tunnel of the proxy', async (t) => {
  const { fetchJson } = arrange(t, { proxyUrl: await tunnelRefuser(t) });
  await assert.rejects(fetchJson('https://outside.invalid/x', options), isRefusal('unreachable'));
});

async function tunnelRefuser(t: TestContext): Promise<string> {
  const server = http.createServer();
  const asked: string[] = [];
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 502 no\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
    assert.deepEqual(asked, ['outside.invalid:443']);
  });
  return `http://127.0.0.1:${portOf(server)}`;
}
