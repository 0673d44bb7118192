import type { Context } from 'hono';
import type { z } from 'zod';
import { AppError } from '#kernel';
import type { HttpEnv } from './trace.ts';

interface ReadJsonOptions<T> {
  schema: z.ZodType<T>;
  maxBytes: number;
}

/** The body, counted while it comes in, parsed and checked. */
export async function readJson<T>(
  c: Context<HttpEnv>,
  { schema, maxBytes }: ReadJsonOptions<T>,
): Promise<T> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new AppError('unsupported_media_type', { type: type ?? 'none' });
  const parsed = schema.safeParse(parseJson(await readText(c, maxBytes)));
  if (parsed.success) return parsed.data;
  throw new AppError('bad_request', { issues: parsed.error.issues.slice(0, 5) });
}

async function readText(c: Context<HttpEnv>, maxBytes: number): Promise<string> {
  const tooLarge = () => new AppError('body_too_large', { maxBytes });
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad_request', { reason: 'not JSON' }, { cause });
  }
}
