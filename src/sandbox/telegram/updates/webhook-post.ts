import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

export interface PostAnswer {
  readonly status: number;
  readonly reason: string;
  readonly retryAfterSeconds: number;
  readonly body: string;
}

export interface PostInput {
  readonly url: string;
  readonly body: string;
  readonly secretToken: string | undefined;
  readonly certificate: Buffer | undefined;
  /** Where to go instead of asking for the name. */
  readonly address: string | undefined;
  readonly signal: AbortSignal;
}

const maxAnswerBytes = 1024 * 1024;

const straightTo =
  (address: string): LookupFunction =>
  (_name, options, done) => {
    const family = isIP(address);
    if (options.all === true) done(null, [{ address, family }]);
    else done(null, address, family);
  };

/** One delivery of an update; rejects when no whole answer came. */
export function postUpdate(input: PostInput): Promise<PostAnswer> {
  const send = input.url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      input.url,
      {
        method: 'POST',
        signal: input.signal,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(input.body),
          ...(input.secretToken === undefined
            ? {}
            : { 'x-telegram-bot-api-secret-token': input.secretToken }),
        },
        ...(input.certificate === undefined ? {} : { ca: input.certificate }),
        ...(input.address === undefined ? {} : { lookup: straightTo(input.address) }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= maxAnswerBytes) chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            reason: response.statusMessage ?? '',
            retryAfterSeconds: Number.parseInt(response.headers['retry-after'] ?? '', 10) || 0,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(input.body);
  });
}
