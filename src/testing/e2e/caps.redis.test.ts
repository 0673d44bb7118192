import { test } from 'node:test';
import { createTestRedis } from '#testing';
import { proveCaps, provePace } from '../caps.ts';

test('caps hold at the provider, with three workers on Redis', async (t) => {
  const { url } = await createTestRedis(t);
  await proveCaps(t, url);
});

test('at most twenty tasks arrive in ten seconds, with three workers on Redis', async (t) => {
  const { url } = await createTestRedis(t);
  await provePace(t, url);
});
