import { Readable } from 'node:stream';
import type { Hono } from 'hono';
import { AppError, fromShortId } from '#kernel';
import { addRoute } from '../route.ts';
import type { HttpEnv } from '../trace.ts';

export interface FileLinks {
  path: string;
  /** Throws `not_found` for whoever was not given this very address. */
  open(link: {
    fileId: string;
    signature: string;
  }): Promise<{ stream: Readable; sizeBytes: number; mimeType: string; fileName: string }>;
}

/** A file too big for Telegram, for whoever was given its address. */
export function addFile(app: Hono<HttpEnv>, { path, open }: FileLinks): void {
  addRoute(app, `${path}/:id/:signature`, {
    GET: async (c) => {
      const { id = '', signature = '' } = c.req.param();
      const fileId = fromShortId(id);
      if (fileId === undefined) throw new AppError('not_found');
      const { stream, sizeBytes, mimeType, fileName } = await open({ fileId, signature });
      return new Response(toBody(stream), {
        headers: {
          'content-type': mimeType,
          'content-length': String(sizeBytes),
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
          'cache-control': 'private, no-store',
          // Whatever a stranger made the model write, it runs nowhere.
          'content-security-policy': "sandbox; default-src 'none'",
          'x-content-type-options': 'nosniff',
        },
      });
    },
  });
}

/** Node's web stream and the one fetch knows are described by two libraries of types. */
const toBody = (stream: Readable) => Readable.toWeb(stream) as unknown as ReadableStream;
