import { createHash, timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import { z } from 'zod';
import { AppError } from '#kernel';
import { readJson } from '../read-json.ts';
import { addRoute } from '../route.ts';
import type { HttpEnv } from '../trace.ts';

const updateWire = z.looseObject({ update_id: z.number().int().nonnegative() });

export type IncomingUpdate = z.infer<typeof updateWire>;

export interface Webhook {
  path: string;
  secret: string;
  /** Keeps the update; handling it is somebody else's work. */
  receive(update: IncomingUpdate): Promise<void>;
}

// Telegram's own limit for one update is far below; photos come as ids.
const maxBytes = 1024 * 1024;

export function addTelegram(app: Hono<HttpEnv>, { path, secret, receive }: Webhook): void {
  addRoute(app, path, {
    POST: async (c) => {
      const given = c.req.header('x-telegram-bot-api-secret-token') ?? '';
      if (!isSame(given, secret)) throw new AppError('unauthorized');
      await receive(await readJson(c, { schema: updateWire, maxBytes }));
      return c.json({ ok: true });
    },
  });
}

const digest = (text: string) => createHash('sha256').update(text).digest();

const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));
