import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { TestContext } from 'node:test';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly update: {
    readonly update_id: number;
    readonly message?: { readonly text: string };
    readonly callback_query?: { readonly data: string };
  };
  /** Nothing goes back until then. */
  answer(status?: number, more?: { body?: object; headers?: Record<string, string> }): void;
}

/** A webhook that answers when the test says so; with a key and a certificate it speaks TLS. */
export async function receiver(t: TestContext, tls?: { key: string; cert: string }) {
  const arrived: Received[] = [];
  const waiting: ((received: Received) => void)[] = [];
  const onRequest: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const received: Received = {
        headers: request.headers,
        update: JSON.parse(Buffer.concat(chunks).toString('utf8')),
        answer: (status = 200, { body, headers = {} } = {}) => {
          response.writeHead(status, headers);
          response.end(body === undefined ? '' : JSON.stringify(body));
        },
      };
      const resolve = waiting.shift();
      if (resolve === undefined) arrived.push(received);
      else resolve(received);
    });
  };
  const server = tls === undefined ? createServer(onRequest) : createTlsServer(tls, onRequest);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/hook`,
    next: (): Promise<Received> => {
      const first = arrived.shift();
      return first === undefined
        ? new Promise((resolve) => waiting.push(resolve))
        : Promise.resolve(first);
    },
    /** Arrived and not yet taken by `next`. */
    count: () => arrived.length,
  };
}
