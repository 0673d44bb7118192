import { readFile, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
};

interface Cached {
  readonly changedAt: number;
  readonly body: Buffer;
}

/** The files of the chat page; TypeScript is served with its types stripped. */
export function createPage(
  folder: string,
): (path: string, response: ServerResponse) => Promise<boolean> {
  const cache = new Map<string, Cached>();

  const load = async (file: string): Promise<Buffer | undefined> => {
    const facts = await stat(file).catch(() => undefined);
    if (facts?.isFile() !== true) return undefined;
    const known = cache.get(file);
    if (known?.changedAt === facts.mtimeMs) return known.body;
    const raw = await readFile(file);
    const body = file.endsWith('.ts')
      ? Buffer.from(stripTypeScriptTypes(raw.toString('utf8')))
      : raw;
    cache.set(file, { changedAt: facts.mtimeMs, body });
    return body;
  };

  return async (path, response) => {
    const name = path === '/' ? '/index.html' : path;
    const type = types[extname(name)];
    if (type === undefined || !/^(\/[a-z0-9][a-z0-9._-]*)+$/i.test(name)) return false;
    if (name.includes('.test.')) return false;
    const body = await load(join(folder, name));
    if (body === undefined) return false;
    response.writeHead(200, {
      'content-type': type,
      'content-length': body.length,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.end(body);
    return true;
  };
}
