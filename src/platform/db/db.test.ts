import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'drizzle-orm';
import {
  afterCommit,
  createDb,
  type Db,
  dbErrorOf,
  isCheckViolation,
  isDbConflict,
  isDbGone,
  isUniqueViolation,
  type Tx,
} from '#platform/db';
import { createMemoryLog } from '#platform/log';
import { createTcpProxy, createTestDatabase, until } from '#testing';

async function setUp(t: TestContext, more: { max?: number; statementTimeoutMs?: number } = {}) {
  const { url, pool: direct } = await createTestDatabase(t);
  const proxy = await createTcpProxy(t, url);
  const { log, lines } = createMemoryLog();
  const db = createDb({ url: proxy.url, log, ...more });
  t.after(() => db.stop());
  return { db, proxy, direct, lines };
}

const insertBot = sql`insert into installation (bot_id, created_at) values ('1', to_timestamp(0))`;
const one = sql`select 1 as one`;

test('a transaction is kept whole or not at all', async (t) => {
  const { db } = await setUp(t);
  const bug = new Error('a bug');
  await assert.rejects(
    db.client.transaction(async (tx) => {
      await tx.execute(insertBot);
      throw bug;
    }),
    bug,
  );
  const count = async () =>
    (await db.client.execute(sql`select count(*)::int as n from installation`)).rows[0]?.n;
  assert.equal(await count(), 0);
  await db.client.transaction((tx) => tx.execute(insertBot));
  assert.equal(await count(), 1);
});

test('what is rung after the commit finds the row, and a rollback rings nothing', async (t) => {
  const { db, direct } = await setUp(t);
  const rung: string[] = [];
  const bug = new Error('a bug');
  await assert.rejects(
    db.client.transaction(async (tx) => {
      afterCommit(tx, () => rung.push('rolled back'));
      throw bug;
    }),
    bug,
  );
  const seen = Promise.withResolvers<number>();
  await db.client.transaction(async (tx) => {
    afterCommit(tx, () => {
      rung.push('committed');
      seen.resolve(
        direct.query('select 1 from installation').then(({ rowCount }) => rowCount ?? 0),
      );
    });
    await tx.execute(insertBot);
    assert.deepEqual(rung, []);
  });
  assert.deepEqual(rung, ['committed']);
  assert.equal(await seen.promise, 1);
  await db.client.transaction(async (tx) => {
    await tx.transaction(async (inner) => {
      assert.throws(() => afterCommit(inner, () => undefined), /outermost/);
    });
  });
});

test('what wants a transaction does not compile with the plain client', () => {
  const spend = (tx: Tx): Tx => tx;
  // @ts-expect-error: money must not move apart from what it pays for
  const wrong = (db: Db): Tx => spend(db);
  assert.equal(typeof wrong, 'function');
});

test('a refusal of the database is known by its code and constraint, wherever it was wrapped', async (t) => {
  const { db } = await setUp(t);
  await db.client.execute(insertBot);
  for (const run of [
    () => db.client.execute(insertBot),
    () => db.client.transaction((tx) => tx.execute(insertBot)),
    () =>
      db.pool.query(`insert into installation (bot_id, created_at) values ('2', to_timestamp(0))`),
  ]) {
    await assert.rejects(run, (error) => {
      assert.ok(isUniqueViolation(error));
      assert.ok(isUniqueViolation(error, 'installation_pkey'));
      assert.ok(!isUniqueViolation(error, 'other'));
      assert.ok(!isDbGone(error) && !isDbConflict(error) && !isCheckViolation(error));
      return true;
    });
  }
  await assert.rejects(
    db.client.execute(
      sql`insert into installation ("only", bot_id, created_at) values (false, '2', to_timestamp(0))`,
    ),
    (error) => isCheckViolation(error, 'installation_has_one_row'),
  );
  assert.equal(dbErrorOf(new Error('a bug')), undefined);
  assert.equal(isDbGone(new Error('a bug')), false);
});

test('a server that is away is told apart from a bug, and everything goes on when it is back', async (t) => {
  const { db, proxy } = await setUp(t, { max: 2 });
  await db.start();
  await proxy.refuse();
  // More failures than the pool has places: a place that leaks would be missed below.
  for (let i = 0; i < 5; i += 1) {
    await assert.rejects(db.client.execute(one), isDbGone);
    await assert.rejects(
      db.client.transaction((tx) => tx.execute(one)),
      isDbGone,
    );
  }
  await proxy.heal();
  const results = await Promise.all(
    Array.from({ length: 6 }, () => db.client.transaction((tx) => tx.execute(one))),
  );
  assert.equal(results.length, 6);
});

test('a connection that dies in the middle of a transaction ends that transaction only', async (t) => {
  const { db, direct } = await setUp(t, { max: 1 });
  await assert.rejects(
    db.client.transaction(async (tx) => {
      await tx.execute(insertBot);
      const { rows } = await tx.execute(sql`select pg_backend_pid() as pid`);
      await direct.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await until('it is gone', async () => {
        const found = await direct.query('select 1 from pg_stat_activity where pid = $1', [
          rows[0]?.pid,
        ]);
        return found.rows.length === 0;
      });
      await tx.execute(one);
    }),
    isDbGone,
  );
  await db.client.transaction((tx) => tx.execute(insertBot));
});

test('idle connections that die are replaced in silence', async (t) => {
  const { db, proxy } = await setUp(t);
  await Promise.all(Array.from({ length: 5 }, () => db.client.execute(one)));
  proxy.cut();
  await until('it answers again', () =>
    db.client.execute(one).then(
      () => true,
      (error) => {
        assert.ok(isDbGone(error));
        return false;
      },
    ),
  );
});

test('a network that swallows everything ends a query, not the process', async (t) => {
  const { db, proxy } = await setUp(t, { max: 1, statementTimeoutMs: 1_000 });
  await db.start();
  proxy.blackhole();
  await assert.rejects(db.client.execute(one), isDbGone);
  await proxy.heal();
  await db.client.transaction((tx) => tx.execute(one));
});

test('a statement and an idle transaction are limited by the server', async (t) => {
  const { db } = await setUp(t, { statementTimeoutMs: 1_000 });
  await assert.rejects(
    db.pool.query('select pg_sleep(10)'),
    (error) => dbErrorOf(error)?.code === '57014',
  );
  const { rows } = await db.pool.query(
    `select current_setting('idle_in_transaction_session_timeout') as idle, current_setting('application_name') as name`,
  );
  assert.deepEqual(rows, [{ idle: '30s', name: 'jackdraw' }]);
});
