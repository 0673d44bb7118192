import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '#testing';
import { claimDatabase } from './claim-database.ts';
import { DbStartError } from './start-error.ts';

const now = new Date('2026-01-01T00:00:00Z');

test('a database belongs to the first bot that starts on it, however often and however many at once', async (t) => {
  const { db } = await createTestDatabase(t);
  const claim = () => claimDatabase(db, { botId: '7', now });
  await Promise.all([claim(), claim(), claim()]);
  await claim();
});

test('another bot is refused with what to do, and changes nothing', async (t) => {
  const { db } = await createTestDatabase(t);
  await claimDatabase(db, { botId: 'sandbox', now });
  await assert.rejects(claimDatabase(db, { botId: '7', now }), (error) => {
    assert.ok(error instanceof DbStartError);
    assert.equal(error.problem, 'other_bot');
    assert.match(error.message, /belongs to the sandbox bot, not to bot 7.*DATABASE_URL/);
    return true;
  });
  await claimDatabase(db, { botId: 'sandbox', now });
});
