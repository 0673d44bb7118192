import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FileRecord, World } from '#sandbox/telegram/world';

/** The bytes of a file with Range, as players need them. */
export async function sendFile(
  world: World,
  file: FileRecord,
  exchange: { request: IncomingMessage; response: ServerResponse },
): Promise<boolean> {
  const bytes = await world.files.read(file);
  if (bytes === undefined) return false;
  const { request, response } = exchange;
  const range = readRange(request.headers.range, bytes.length);
  const headers = {
    'content-type': safeType(file.mime_type),
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=3600, immutable',
    'x-content-type-options': 'nosniff',
    // A file must never run as a page of ours.
    'content-security-policy': "sandbox; default-src 'none'",
    ...(file.file_name === undefined
      ? {}
      : {
          'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.file_name)}`,
        }),
  };
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    return true;
  }
  const { start, end } = range ?? { start: 0, end: bytes.length - 1 };
  response.writeHead(range === undefined ? 200 : 206, {
    ...headers,
    'content-length': end - start + 1,
    ...(range === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${bytes.length}` }),
  });
  response.end(request.method === 'HEAD' ? undefined : bytes.subarray(start, end + 1));
  return true;
}

const safeType = (type: string): string =>
  /^(image\/(?!svg)|video\/|audio\/|application\/pdf$)/.test(type)
    ? type
    : 'application/octet-stream';

type Range = { readonly start: number; readonly end: number };

function readRange(header: string | undefined, size: number): Range | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const last = size - 1;
  const range =
    match[1] === ''
      ? { start: Math.max(0, size - Number(match[2])), end: last }
      : { start: Number(match[1]), end: match[2] === '' ? last : Math.min(last, Number(match[2])) };
  return range.start > range.end || range.start > last ? 'unsatisfiable' : range;
}
