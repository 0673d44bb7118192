import assert from 'node:assert/strict';
import type { lookup } from 'node:dns';
import { once } from 'node:events';
import http from 'node:http';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { isAppError } from '#kernel';
import { createMemoryLog } from '#platform/log';
import { createDownload, type DownloadDeps } from './download.ts';
import { isPublicAddress } from './public-address.ts';

async function serve(t: TestContext, handler: http.RequestListener): Promise<string> {
  const server = http.createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return `http://127.0.0.1:${address.port}`;
}

function arrange(more: Partial<DownloadDeps> = {}) {
  const { log, lines } = createMemoryLog();
  return { download: createDownload({ log, service: 'link', ...more }), lines };
}

async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Names as the wicked would have them; whoever asks twice may hear something else. */
function resolving(answers: string[][]) {
  const asked: string[] = [];
  const resolve = ((host: string, _options: unknown, callback: (...of: unknown[]) => void) => {
    const found = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(host);
    callback(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as unknown as typeof lookup;
  return { resolve, asked };
}

test('public is what the world can reach, and nothing beside it', () => {
  const inner =
    '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.255 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 fc00::1 fd12:3456::1 fe80::1 ff02::1 64:ff9b::a00:1 2001:db8::1 2002:7f00:1::1 2001::1';
  for (const address of inner.split(' ')) assert.equal(isPublicAddress(address), false, address);
  const outer = '1.1.1.1 8.8.8.8 172.32.0.1 100.128.0.1 192.169.0.1 2606:4700::1 2a00:1450::1';
  for (const address of outer.split(' ')) assert.equal(isPublicAddress(address), true, address);
  for (const text of ['', 'localhost', '1.2.3', '1.2.3.4.5']) assert.ok(!isPublicAddress(text));
});

test('no spelling of an inner address is gone to', async (t) => {
  let hits = 0;
  const root = await serve(t, (_request, response) => {
    hits += 1;
    response.end('inside');
  });
  const { port } = new URL(root);
  const { download } = arrange();
  const hosts = [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    'localhost',
  ];
  for (const host of hosts)
    await assert.rejects(
      download({ url: `http://${host}:${port}/`, maxBytes: 100 }),
      (error) => isAppError(error, 'file_link'),
      host,
    );
  for (const url of [
    'ftp://example.com/a',
    'file:///etc/passwd',
    'http://a:b@example.com/',
    'no',
    `http://e.com/${'x'.repeat(5_000)}`,
  ])
    await assert.rejects(download({ url, maxBytes: 100 }), (error) =>
      isAppError(error, 'file_link'),
    );
  assert.equal(hits, 0);
});

test('a name that has an inner address among others is refused', async () => {
  const { resolve, asked } = resolving([['1.1.1.1', '10.0.0.1']]);
  const { download } = arrange({ resolve });
  await assert.rejects(download({ url: 'http://two.test/', maxBytes: 100 }), (error) =>
    isAppError(error, 'file_link'),
  );
  assert.deepEqual(asked, ['two.test']);
});

test('the address that was checked is the one connected to: a name that changes its mind is not asked again', async (t) => {
  let hits = 0;
  const root = await serve(t, (_request, response) => {
    hits += 1;
    response.end('inside');
  });
  // Public by its number, given to nobody: the connection fails, and fails there.
  const { resolve, asked } = resolving([['2e00::1'], ['127.0.0.1']]);
  const { download } = arrange({ resolve });
  const url = `http://rebind.test:${new URL(root).port}/`;
  await assert.rejects(
    download({ url, maxBytes: 100, timeoutMs: 2_000 }),
    (error) => isAppError(error, 'unavailable') || isAppError(error, 'timeout'),
  );
  assert.deepEqual([hits, asked], [0, ['rebind.test']]);
});

test('every hop is checked: a redirect does not lead inside', async (t) => {
  const inside = await serve(t, (_request, response) => response.end('inside'));
  const outside = await serve(t, (_request, response) =>
    response.writeHead(302, { location: `${inside}/secret` }).end(),
  );
  const { download } = arrange({ trustedOrigins: [outside] });
  await assert.rejects(download({ url: outside, maxBytes: 100 }), (error) =>
    isAppError(error, 'file_link'),
  );
  const both = arrange({ trustedOrigins: [outside, inside] });
  const { bytes } = await both.download({ url: outside, maxBytes: 100 });
  assert.equal(await readAll(bytes), 'inside');
});

test('a circle of redirects ends', async (t) => {
  const root = await serve(t, (_request, response) =>
    response.writeHead(302, { location: '/again' }).end(),
  );
  const { download } = arrange({ trustedOrigins: [root] });
  await assert.rejects(download({ url: root, maxBytes: 100 }), (error) =>
    isAppError(error, 'file_link'),
  );
});

test('bytes come as a stream with one line in the log, packed or not', async (t) => {
  const root = await serve(t, (request, response) => {
    response.setHeader('content-type', 'Image/PNG; charset=x');
    if (request.url === '/packed?key=canary') {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync('picture'));
    } else response.end('picture');
  });
  const { download, lines } = arrange({ trustedOrigins: [root] });
  for (const path of ['/plain', '/packed?key=canary']) {
    const got = await download({ url: root + path, maxBytes: 100 });
    assert.equal(got.mimeType, 'image/png');
    assert.equal(await readAll(got.bytes), 'picture');
  }
  assert.deepEqual(
    lines.map(({ msg, status, sizeBytes, level }) => ({ msg, status, sizeBytes, level })),
    Array.from({ length: 2 }, () => ({
      msg: 'outgoing call',
      status: 200,
      sizeBytes: 7,
      level: 'info',
    })),
  );
  assert.doesNotMatch(JSON.stringify(lines), /canary/);
});

test('too much is refused by its announcement, by its bytes, and unpacked', async (t) => {
  const root = await serve(t, (request, response) => {
    if (request.url === '/announced') response.end('x'.repeat(101));
    else if (request.url === '/packed') {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync('x'.repeat(100_000)));
    } else {
      response.write('x'.repeat(60));
      response.end('x'.repeat(60));
    }
  });
  const { download } = arrange({ trustedOrigins: [root] });
  for (const path of ['/announced', '/counted', '/packed'])
    await assert.rejects(
      async () => readAll((await download({ url: root + path, maxBytes: 100 })).bytes),
      (error) => isAppError(error, 'file_too_big'),
      path,
    );
});

test('half a file, a refusal and a silent server are errors, each with its code', async (t) => {
  const root = await serve(t, (request, response) => {
    if (request.url === '/half') {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('x'.repeat(10), () => request.socket.destroy());
    } else if (request.url === '/drip') response.write('x');
    else response.writeHead(Number(request.url?.slice(1))).end();
  });
  const { download, lines } = arrange({ trustedOrigins: [root] });
  const codes = {
    '/half': 'unavailable',
    '/drip': 'timeout',
    '/404': 'gone',
    '/410': 'gone',
    '/403': 'upstream_rejected',
    '/429': 'rate_limited',
    '/500': 'unavailable',
  } as const;
  for (const [path, code] of Object.entries(codes))
    await assert.rejects(
      async () => {
        const timeoutMs = path === '/drip' ? 100 : 20_000;
        await readAll((await download({ url: root + path, maxBytes: 2_000, timeoutMs })).bytes);
      },
      (error) => isAppError(error, code),
      path,
    );
  assert.deepEqual(
    lines.map(({ code }) => code),
    Object.values(codes),
  );
});
