import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '#kernel';
import { type Log, wideLine } from '#platform/log';
import { isPublicAddress } from './public-address.ts';
import { decoded } from './transport.ts';

export interface DownloadDeps {
  log: Log;
  service: string;
  /** Then the proxy resolves names; only addresses written as such can be checked here. */
  proxyUrl?: string | undefined;
  /** Servers of our own, though they stand on no public address: the sandbox. */
  trustedOrigins?: readonly string[] | undefined;
  resolve?: typeof systemLookup;
}

export interface Wanted {
  url: string;
  maxBytes: number;
  /** Over the whole of it, all hops and the last byte included. */
  timeoutMs?: number | undefined;
}

export interface Downloaded {
  /** As the server calls it. */
  mimeType: string | undefined;
  /** Throws while it is read: file_too_big, timeout, unavailable (a line cut in the middle included). */
  bytes: AsyncIterable<Uint8Array>;
  /** To be called in the end: of bytes that nobody began to read, nothing else ends the connection. */
  cancel(): void;
}

/** Throws file_link (we do not go there), gone, rate_limited, timeout, unavailable, upstream_rejected. */
export type Download = (wanted: Wanted) => Promise<Downloaded>;

const mostHops = 5;
const defaultTimeoutMs = 120_000;
const silentMs = 30_000;
const longestUrl = 4_096;

/** A link of a stranger: the address that was checked is the one connected to, at every hop. */
export function createDownload(deps: DownloadDeps): Download {
  const lookup = checkedLookup(deps.resolve ?? systemLookup);
  const proxyEnv = deps.proxyUrl && { HTTP_PROXY: deps.proxyUrl, HTTPS_PROXY: deps.proxyUrl };
  const trusted = new Set(deps.trustedOrigins);

  const ask = (url: URL, signal: AbortSignal): Promise<http.IncomingMessage> =>
    new Promise((resolve, reject) => {
      const library = url.protocol === 'https:' ? https : http;
      const request = library.get(url, {
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Jackdraw' },
        // Nothing is shared between downloads: a kept connection would be one nobody checked for this name.
        agent: proxyEnv ? new library.Agent({ proxyEnv }) : false,
        ...(!proxyEnv && !trusted.has(url.origin) && { lookup }),
        signal,
        timeout: silentMs,
      });
      request.once('response', resolve);
      request.once('timeout', () => request.destroy(new AppError('timeout', { url: url.host })));
      request.on('error', reject);
    });

  const follow = async (given: string, signal: AbortSignal) => {
    let url = checkUrl(given, trusted);
    for (let hops = 0; ; hops += 1) {
      const response = await ask(url, signal);
      const { location } = response.headers;
      const isRedirect = [301, 302, 303, 307, 308].includes(response.statusCode ?? 0);
      if (!isRedirect || location === undefined) return { url, response };
      response.destroy();
      if (hops === mostHops) throw new AppError('file_link', { reason: 'too many redirects' });
      url = checkUrl(URL.parse(location, url.href)?.href ?? '', trusted);
    }
  };

  return async ({ url: given, maxBytes, timeoutMs = defaultTimeoutMs }) => {
    const startedAt = performance.now();
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), timeoutMs);
    const facts = { service: deps.service, operation: 'download', method: 'GET', attempt: 1 };
    const tell = (
      target: string,
      end: { status?: number; sizeBytes: number; code?: string; cause?: string },
    ) => {
      clearTimeout(timer);
      const ms = Math.round((performance.now() - startedAt) * 10) / 10;
      wideLine.outgoing(deps.log, { ...facts, target, ms, isRoutine: false, ...end });
    };
    const fail = (target: string, error: unknown, sizeBytes: number): AppError => {
      const failure = toFailure(error, over.signal);
      tell(target, { sizeBytes, code: failure.code, cause: String(error) });
      return failure;
    };

    const { url, response } = await follow(given, over.signal).catch((error: unknown) => {
      throw fail(URL.parse(given)?.origin ?? 'unreadable', error, 0);
    });
    const target = `${url.origin}${url.pathname}`;
    const status = response.statusCode ?? 0;
    if (status !== 200) {
      response.destroy();
      throw fail(target, refusal(status), 0);
    }
    if (Number(response.headers['content-length'] ?? 0) > maxBytes) {
      response.destroy();
      throw fail(target, new AppError('file_too_big', { maxBytes }), 0);
    }

    async function* read() {
      let sizeBytes = 0;
      try {
        for await (const chunk of decoded(response)) {
          sizeBytes += chunk.length;
          if (sizeBytes > maxBytes) throw new AppError('file_too_big', { maxBytes });
          yield chunk;
        }
        if (!response.complete) throw new AppError('unavailable', { reason: 'cut off' });
        tell(target, { status, sizeBytes });
      } catch (error) {
        throw fail(target, error, sizeBytes);
      } finally {
        clearTimeout(timer);
        response.destroy();
      }
    }
    return {
      mimeType: response.headers['content-type']?.split(';')[0]?.trim().toLowerCase(),
      bytes: read(),
      cancel: () => {
        clearTimeout(timer);
        response.destroy();
      },
    };
  };
}

function checkUrl(text: string, trusted: ReadonlySet<string>): URL {
  const refuse = (reason: string) => new AppError('file_link', { reason });
  const url = text.length > longestUrl ? null : URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse('no address of the web');
  if (url.username !== '' || url.password !== '') throw refuse('a password in it');
  if (trusted.has(url.origin)) return url;
  // Names are checked when they are resolved; an address is never resolved.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw refuse('not a public address');
  return url;
}

/** One inner address among several is enough to refuse: a client may pick any. */
const checkedLookup =
  (resolve: typeof systemLookup): LookupFunction =>
  (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const [first] = found ?? [];
      if (error || !first) return callback(error ?? new Error(`${host} has no address`), '', 0);
      if (!found.every(({ address }) => isPublicAddress(address)))
        return callback(new AppError('file_link', { reason: 'not a public address' }), '', 0);
      if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };

function refusal(status: number): AppError {
  if (status === 404 || status === 410) return new AppError('gone', { status });
  if (status === 429) return new AppError('rate_limited', { status });
  return new AppError(status >= 500 ? 'unavailable' : 'upstream_rejected', { status });
}

function toFailure(error: unknown, over: AbortSignal): AppError {
  if (over.aborted) return new AppError('timeout', {}, { cause: error });
  if (error instanceof AppError) return error;
  return new AppError('unavailable', { reason: 'no answer' }, { cause: error });
}
