import { ApiFailure, type UploadedFile } from '#sandbox/telegram/api';

export interface Multipart {
  readonly params: Readonly<Record<string, string>>;
  readonly files: readonly UploadedFile[];
  readonly paramBytes: number;
}

const maxFiles = 50;
const bad = (why: string) => new ApiFailure(400, `Bad Request: ${why}`);

/** Parts are views on the one buffer: no byte of a file is copied. */
export function parseMultipart(body: Buffer, contentType: string): Multipart {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) throw bad('boundary field not found');
  const params: Record<string, string> = {};
  const files: UploadedFile[] = [];
  let paramBytes = 0;
  for (const part of partsOf(body, boundary)) {
    const { name, fileName, mimeType } = readHead(part.head);
    if (name === undefined) throw bad("can't find field name");
    if (fileName === undefined) {
      params[name] = part.bytes.toString('utf8');
      paramBytes += part.bytes.length + name.length;
    } else {
      if (files.length === maxFiles)
        throw new ApiFailure(413, 'Request Entity Too Large: too many files attached');
      files.push({ field: name, file_name: fileName, mime_type: mimeType, bytes: part.bytes });
    }
  }
  return { params, files, paramBytes };
}

function* partsOf(body: Buffer, boundary: string): Generator<{ head: string; bytes: Buffer }> {
  const first = Buffer.from(`--${boundary}`);
  const mark = Buffer.from(`\r\n--${boundary}`);
  let at = body.indexOf(first);
  if (at === -1) {
    if (body.length === 0) return;
    throw bad('invalid multipart body');
  }
  at += first.length;
  while (body[at] !== 0x2d) {
    const headEnd = body.indexOf('\r\n\r\n', at);
    const end = body.indexOf(mark, headEnd === -1 ? at : headEnd + 2);
    if (headEnd === -1 || end === -1) throw bad('invalid multipart body');
    yield {
      head: body.toString('utf8', at, headEnd),
      bytes: body.subarray(Math.min(headEnd + 4, end), end),
    };
    at = end + mark.length;
  }
}

function readHead(head: string): { name?: string; fileName?: string; mimeType: string } {
  const disposition = /content-disposition:\s*form-data;?([^\r\n]*)/i.exec(head)?.[1] ?? '';
  const name = /(?:^|[;\s])name="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  const quoted = /filename="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  // Some clients (grammY) leave the quotes away.
  const bare = /filename=([^";\s][^;]*)/i.exec(disposition)?.[1];
  const encoded = /filename\*=utf-8''([^;\s]+)/i.exec(disposition)?.[1];
  const fileName = encoded === undefined ? (quoted ?? bare) : decode(encoded);
  const type = /content-type:\s*([^\r\n;]+)/i.exec(head)?.[1]?.trim().toLowerCase();
  return {
    ...(name === undefined ? {} : { name: unquote(name) }),
    ...(fileName === undefined ? {} : { fileName: unquote(fileName) }),
    mimeType: type ?? 'application/octet-stream',
  };
}

const unquote = (text: string): string =>
  text.replaceAll(/\\(.)/g, '$1').replaceAll('%22', '"').replaceAll('%0D%0A', '\n');

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
