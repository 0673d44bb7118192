import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DbStartError, migrate } from '#platform/db';
import { createMemoryLog } from '#platform/log';
import { createTestDatabase } from '#testing';
import { findStepBack } from './journal.ts';
import { migrationsFolder, readJournal, refuseOldServer } from './migrate.ts';

const { log } = createMemoryLog();

test('five starts at once on an empty database all succeed and apply each migration once', async (t) => {
  const { url, pool } = await createTestDatabase(t, { isEmpty: true });
  await Promise.all(Array.from({ length: 5 }, () => migrate(url, log)));
  const { rows } = await pool.query(
    'select created_at from drizzle.__drizzle_migrations order by created_at',
  );
  assert.deepEqual(
    rows.map((row) => Number(row.created_at)),
    readJournal().map(({ when }) => when),
  );
  assert.equal((await pool.query('select count(*)::int as n from inbox')).rows[0]?.n, 0);
});

test('a start on a database that is up to date changes nothing', async (t) => {
  const { url, pool } = await createTestDatabase(t);
  const count = 'select count(*)::int as n from drizzle.__drizzle_migrations';
  const before = (await pool.query(count)).rows[0]?.n;
  await migrate(url, log);
  assert.equal((await pool.query(count)).rows[0]?.n, before);
});

test('the journal only grows, and every entry has its file and every file its entry', () => {
  const entries = readJournal();
  assert.ok(entries.length > 0);
  assert.equal(findStepBack(entries), undefined);
  const files = readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql'));
  assert.deepEqual(
    files.toSorted(),
    entries.map(({ tag }) => `${tag}.sql`),
  );
  for (const { tag } of entries) {
    const number = tag.slice(0, 4);
    assert.ok(existsSync(join(migrationsFolder, 'meta', `${number}_snapshot.json`)), tag);
  }
});

test('a journal that steps back or stands still is noticed', () => {
  const grows = [
    { tag: '0000_a', when: 1 },
    { tag: '0001_b', when: 2 },
  ];
  assert.equal(findStepBack(grows), undefined);
  assert.equal(findStepBack([...grows, { tag: '0002_c', when: 2 }]), '0002_c');
  assert.equal(findStepBack([...grows, { tag: '0002_c', when: 1 }]), '0002_c');
});

test('a migration that was merged behind a newer one is refused, not left out in silence', async (t) => {
  const { url, pool } = await createTestDatabase(t);
  await pool.query(
    'delete from drizzle.__drizzle_migrations where created_at = (select min(created_at) from drizzle.__drizzle_migrations)',
  );
  await assert.rejects(migrate(url, log), /migrations were skipped/);
});

test('a server older than PostgreSQL 14 is refused by name', () => {
  for (const version of [140_000, 140_014, 180_001]) refuseOldServer(version);
  assert.throws(
    () => refuseOldServer(130_014),
    (error) => error instanceof DbStartError && /version 13; .* 14 or newer/.test(error.message),
  );
});
