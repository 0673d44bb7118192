import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { test } from 'node:test';
import { arrange, arrangeServer, post, secret } from './fixtures/arrange.ts';
import { HttpStartError } from './server.ts';

test('a taken port is told with what to do', async (t) => {
  const { port } = await arrangeServer(t);
  const second = arrange({ port }).http;
  await assert.rejects(second.start(), (error) => {
    assert.ok(error instanceof HttpStartError);
    assert.match(error.message, new RegExp(`Port ${port} on 127.0.0.1 is taken.*APP_PORT`));
    return true;
  });
  await second.stop();
});

test('stop lets an answer in the making finish and closes idle connections', async (t) => {
  const started = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const receive = async () => {
    started.resolve();
    await release.promise;
  };
  const { http, url, port } = await arrangeServer(t, {
    webhook: { path: '/telegram/webhook', secret, receive },
  });
  const idle = net.connect(port, '127.0.0.1');
  await once(idle, 'connect');
  idle.resume();
  const answer = fetch(`${url}/telegram/webhook`, post('{"update_id":1}'));
  await started.promise;
  const stopped = http.stop();
  release.resolve();
  const { status, headers } = await answer;
  assert.equal(status, 200);
  assert.equal(headers.get('connection'), 'close', 'a kept connection would hold up the stop');
  idle.end();
  await stopped;
  await assert.rejects(fetch(`${url}/health`));
});

test('an answer that never comes is cut off at stop', async (t) => {
  const started = Promise.withResolvers<void>();
  const receive = () => {
    started.resolve();
    return new Promise<void>(() => undefined);
  };
  const { http, url, lines } = await arrangeServer(t, {
    webhook: { path: '/telegram/webhook', secret, receive },
    limits: { closeMs: 20 },
  });
  const answer = assert.rejects(fetch(`${url}/telegram/webhook`, post('{"update_id":1}')));
  await started.promise;
  await http.stop();
  await answer;
  assert.ok(lines.some(({ level, msg }) => level === 'warn' && msg.includes('cut off')));
});

test('a client that dawdles with its headers or its body is shown the door', async (t) => {
  const { port } = await arrangeServer(t, {
    limits: { headersMs: 30, requestMs: 60, checkEveryMs: 10 },
  });
  const starts = [
    'GET /health HTTP/1.1\r\nHost: x\r\nX-Slow',
    'POST /telegram/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{',
  ];
  for (const start of starts) {
    const socket = net.connect(port, '127.0.0.1');
    socket.write(start);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    await once(socket, 'close');
    assert.match(Buffer.concat(chunks).toString(), /^HTTP\/1\.1 4\d\d /);
  }
});

test('what is not HTTP is answered in our own shape', async (t) => {
  const { port } = await arrangeServer(t);
  const ask = async (text: string) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.write(text);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    await once(socket, 'close');
    return Buffer.concat(chunks).toString();
  };
  assert.match(await ask('NONSENSE\r\n\r\n'), /^HTTP\/1\.1 400 [\s\S]*"code":"bad_request"/);
  const long = `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`;
  assert.match(await ask(long), /^HTTP\/1\.1 431 [\s\S]*"code":"body_too_large"/);
});
