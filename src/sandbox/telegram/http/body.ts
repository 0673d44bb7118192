import type { IncomingMessage } from 'node:http';
import { ApiFailure, type UploadedFile } from '#sandbox/telegram/api';
import { parseMultipart } from './multipart.ts';

export interface ParsedBody {
  readonly params: Record<string, unknown>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

const maxBytes = 512 * 1024 * 1024;
const maxParamBytes = 1024 * 1024;
const noFiles: ReadonlyMap<string, UploadedFile> = new Map();

const tooLarge = (what = '') => new ApiFailure(413, `Request Entity Too Large${what}`);

export async function readBytes(request: IncomingMessage, limit = maxBytes): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume();
    throw tooLarge();
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    });
    request.on('end', () => {
      if (size > limit) reject(tooLarge());
      else
        resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
    });
    request.on('error', reject);
  });
}

/** Parameters come from the query, then the body; the body wins. */
export async function readParams(request: IncomingMessage, query: string): Promise<ParsedBody> {
  const params: Record<string, unknown> = {};
  if (query !== '') addUrlEncoded(params, query);
  if (request.method !== 'POST') return { params, files: noFiles };
  const bytes = await readBytes(request);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const parsed = parseMultipart(bytes, type);
    if (parsed.paramBytes > maxParamBytes) throw tooLarge(': too many parameters');
    const files = new Map(parsed.files.map((file) => [file.field, file]));
    return { params: Object.assign(params, parsed.params), files };
  }
  if (bytes.length > maxParamBytes) throw tooLarge(': too many parameters');
  if (type.startsWith('application/json')) addJson(params, bytes);
  else if (type.startsWith('application/x-www-form-urlencoded'))
    addUrlEncoded(params, bytes.toString('utf8'));
  return { params, files: noFiles };
}

/** The files of a multipart body in order, fields repeated or not. */
export async function readForm(request: IncomingMessage): Promise<readonly UploadedFile[]> {
  const type = request.headers['content-type'] ?? '';
  return parseMultipart(await readBytes(request), type).files;
}

function addUrlEncoded(params: Record<string, unknown>, encoded: string): void {
  for (const [name, value] of new URLSearchParams(encoded)) params[name] = value;
}

// The real server only logs that a body is no JSON object: the call goes on without its parameters.
function addJson(params: Record<string, unknown>, bytes: Buffer): void {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    Object.assign(params, value);
}
