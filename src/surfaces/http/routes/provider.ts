import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { readJson } from '../read-json.ts';
import { addRoute } from '../route.ts';
import type { HttpEnv } from '../trace.ts';

export interface ProviderCallback {
  secret: string;
  generationId?: string | undefined;
  body: unknown;
  header: (name: string) => string | undefined;
}

export interface ProviderCallbacks {
  path: string;
  /** Refuses by throwing; what is not refused is answered at once and worked on elsewhere. */
  receive(callback: ProviderCallback): Promise<void>;
}

// Results are addresses, yet songs come with their words in several copies.
const maxBytes = 4 * 1024 * 1024;

/** Where the provider of media tells that something has happened to a task. */
export function addProvider(app: Hono<HttpEnv>, { path, receive }: ProviderCallbacks): void {
  const take = async (c: Context<HttpEnv>) => {
    const body = await readJson(c, { schema: z.unknown(), maxBytes });
    const { secret = '', generationId } = c.req.param();
    await receive({ secret, generationId, body, header: (name) => c.req.header(name) });
    return c.json({ code: 200, msg: 'success' });
  };
  addRoute(app, `${path}/:secret`, { POST: take });
  addRoute(app, `${path}/:secret/:generationId`, { POST: take });
}
