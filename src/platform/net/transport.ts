import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';

export type Body = string | Uint8Array | AsyncIterable<Uint8Array>;

/** What both the standard AbortSignal and the one that grammY brings along can do. */
export interface Abortable {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface WireRequest {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body?: Body | undefined;
  timeoutMs: number;
  maxBytes: number;
  signal?: Abortable | undefined;
}

export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer<ArrayBuffer>;
}

/** Why no answer came; the code is decided here, where the socket is seen. */
export class WireFailure extends Error {
  readonly reason: 'timeout' | 'unreachable' | 'too_large' | 'aborted';

  constructor(reason: WireFailure['reason'], cause?: unknown) {
    super(reason, { cause });
    this.name = 'WireFailure';
    this.reason = reason;
  }
}

export interface Transport {
  send(request: WireRequest): Promise<WireAnswer>;
  close(): void;
}

// Shorter than servers keep an idle connection, so that a call never meets one that is just being closed.
const idleMs = 20_000;

/** node:http and not fetch: a proxy for one service alone, any abort signal, and half the cost per call. */
export function createTransport({ proxyUrl }: { proxyUrl?: string | undefined }): Transport {
  const proxyEnv = proxyUrl && { HTTP_PROXY: proxyUrl, HTTPS_PROXY: proxyUrl };
  const options = { keepAlive: true, timeout: idleMs, ...(proxyEnv && { proxyEnv }) };
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };

  const sendOnce = (request: WireRequest, deadline: number): Promise<WireAnswer> =>
    new Promise((resolve, reject) => {
      const { url, method, headers, body, signal } = request;
      const isSecure = url.protocol === 'https:';
      const outgoing = (isSecure ? https : http).request(url, {
        method,
        headers,
        agent: isSecure ? agents.https : agents.http,
      });
      const fail = (failure: WireFailure) => {
        settle();
        reject(failure);
        outgoing.destroy();
      };
      const abort = () => fail(new WireFailure('aborted'));
      const timer = setTimeout(
        () => fail(new WireFailure('timeout')),
        Math.max(0, deadline - performance.now()),
      );
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      };
      outgoing.on('error', (cause) => fail(new WireFailure('unreachable', cause)));
      signal?.addEventListener('abort', abort);
      if (signal?.aborted) return abort();
      outgoing.on('response', (incoming) => {
        readAll(incoming, request.maxBytes).then(
          (bytes) => {
            settle();
            resolve({
              status: incoming.statusCode ?? 0,
              headers: plainHeaders(incoming.headers),
              body: bytes,
            });
          },
          (cause: unknown) =>
            fail(cause instanceof WireFailure ? cause : new WireFailure('unreachable', cause)),
        );
      });
      void writeBody(outgoing, body).catch((cause) => fail(new WireFailure('unreachable', cause)));
    });

  return {
    send: async (request) => {
      const deadline = performance.now() + request.timeoutMs;
      let current = request;
      for (let hops = 0; ; hops += 1) {
        const answer = await sendOnce(current, deadline);
        const next = nextHop(current, answer);
        if (!next || hops === mostHops) return answer;
        current = next;
      }
    },
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

const mostHops = 4;

function nextHop(request: WireRequest, { status, headers }: WireAnswer): WireRequest | undefined {
  const isRedirect = [301, 302, 303, 307, 308].includes(status);
  const url = headers.location && URL.parse(headers.location, request.url.href);
  if (!isRedirect || !url || !/^https?:$/.test(url.protocol)) return undefined;
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  return {
    ...request,
    url,
    headers: url.origin === request.url.origin ? request.headers : withoutSecrets(request.headers),
  };
}

// Services name their keys as they like: only what tells nothing goes to another host.
const harmless = ['accept', 'accept-encoding', 'accept-language', 'range', 'user-agent'];
const withoutSecrets = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => harmless.includes(name.toLowerCase())),
  );

async function writeBody(outgoing: http.ClientRequest, body: Body | undefined): Promise<void> {
  const isWhole = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  if (isWhole) outgoing.end(body);
  else await pipeline(body, outgoing);
}

async function readAll(
  incoming: http.IncomingMessage,
  maxBytes: number,
): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of decoded(incoming)) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) throw new WireFailure('too_large');
    chunks.push(chunk);
  }
  if (!incoming.complete) throw new WireFailure('unreachable');
  return Buffer.concat(chunks);
}

export function decoded(incoming: http.IncomingMessage): Readable {
  const decoder = decoderFor(incoming.headers['content-encoding']?.toLowerCase());
  if (!decoder) return incoming;
  incoming.on('error', (error) => decoder.destroy(error));
  return incoming.pipe(decoder);
}

function decoderFor(encoding: string | undefined) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return zlib.createGunzip();
  if (encoding === 'deflate') return zlib.createInflate();
  return encoding === 'br' ? zlib.createBrotliDecompress() : undefined;
}

function plainHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value;
  return plain;
}
