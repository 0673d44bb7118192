import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { credits, newId } from '#kernel';
import { createTestDatabase } from '#testing';
import { arrangeLedger } from './fixtures/arrange-ledger.ts';

const refused: { promise: string; sql: string; why: RegExp }[] = [
  {
    promise: 'a transfer is changed',
    sql: 'update transfers set amount_mc = amount_mc + 1',
    why: /UPDATE of transfers is refused/,
  },
  {
    promise: 'the details of a transfer become others',
    sql: `update transfers set details = '{"note":"other"}'`,
    why: /UPDATE of transfers is refused/,
  },
  {
    promise: 'a transfer changes while its details are emptied',
    sql: `update transfers set details = null, generation_id = null, reason = 'grant'`,
    why: /UPDATE of transfers is refused/,
  },
  {
    promise: 'a transfer is deleted',
    sql: 'delete from transfers',
    why: /DELETE of transfers is refused/,
  },
  {
    promise: 'the transfers are truncated',
    sql: 'truncate transfers',
    why: /TRUNCATE of transfers is refused/,
  },
  {
    promise: 'an account is given away',
    sql: `update accounts set kind = 'owed' where kind = 'held'`,
    why: /UPDATE of accounts is refused/,
  },
  {
    promise: 'an account is deleted',
    sql: `delete from accounts where kind = 'owed'`,
    why: /DELETE of accounts is refused/,
  },
  {
    promise: 'a balance falls below zero',
    sql: `update accounts set balance_mc = -1 where kind = 'available'`,
    why: /accounts_balance_not_negative/,
  },
  {
    promise: 'a house account gets a balance',
    sql: `update accounts set balance_mc = 1 where kind = 'house_sales'`,
    why: /accounts_kind_fits_owner/,
  },
  {
    promise: 'a hold is opened again',
    sql: `update holds set status = 'open', closed_at = null where status = 'released'`,
    why: /UPDATE of holds is refused/,
  },
  {
    promise: 'a hold changes its amount while it is closed',
    sql: `update holds set status = 'released', closed_at = opened_at, amount_mc = 1 where status = 'open'`,
    why: /UPDATE of holds is refused/,
  },
  {
    promise: 'more is captured than is held',
    sql: `update holds set status = 'captured', closed_at = opened_at, captured_mc = amount_mc + 1 where status = 'open'`,
    why: /holds_state/,
  },
  { promise: 'a hold is deleted', sql: 'delete from holds', why: /DELETE of holds is refused/ },
  {
    promise: 'a key is used by two transfers',
    sql: `insert into transfers (key, step, user_id, debit_account, credit_account, amount_mc, reason, created_at)
      select key, step, user_id, debit_account, credit_account, amount_mc, reason, created_at from transfers where reason = 'grant'`,
    why: /transfers_key/,
  },
  {
    promise: 'a transfer moves nothing',
    sql: `insert into transfers (key, step, user_id, debit_account, credit_account, amount_mc, reason, created_at)
      select 'new', step, user_id, debit_account, credit_account, 0, reason, created_at from transfers where reason = 'grant'`,
    why: /transfers_amount_positive/,
  },
];

test('the database itself refuses that', async (t) => {
  const { db, pool, ledger, person } = arrangeLedger(await createTestDatabase(t));
  const userId = await person(credits('20'));
  const details = { note: 'mine' };
  const [open, released] = [newId(), newId()];
  for (const generationId of [open, released])
    await db.transaction((tx) =>
      ledger.hold(tx, { userId, generationId, amount: credits('4'), details }),
    );
  await db.transaction((tx) => ledger.release(tx, { userId, generationId: released }));
  for (const { promise, sql, why } of refused)
    await t.test(promise, async () => {
      await assert.rejects(pool.query(sql), why);
    });
  const emptied = await pool.query('update transfers set details = null where details is not null');
  assert.equal(emptied.rowCount, 2, 'only to empty the details is allowed');
  assert.equal((await ledger.reconcile()).isSound, true);
});

const source = (handle: string) => `
import type { Ledger } from ${JSON.stringify(resolve('src/modules/ledger/index.ts'))};
import type { Db } from ${JSON.stringify(resolve('src/platform/db/index.ts'))};
import { credits } from ${JSON.stringify(resolve('src/kernel/index.ts'))};

const [userId, generationId, amount] = ['a', 'b', credits('1')];
export const run = (db: Db, ledger: Ledger) =>
  db.transaction(async (tx) => {
    await tx.execute('select 1');
    await ledger.grant(${handle}, { userId, amount, reason: 'grant', key: 'k' });
    await ledger.welcome(${handle}, { userId, telegramId: 1 });
    await ledger.hold(${handle}, { userId, generationId, amount });
    await ledger.capture(${handle}, { userId, generationId, amount });
    await ledger.release(${handle}, { userId, generationId });
    await ledger.chargeBack(${handle}, { userId, amount, reason: 'refund', key: 'k' });
    await ledger.forget(${handle}, userId);
    await ledger.lock(${handle}, [userId]);
  });
`;

test('money that moves outside a transaction does not compile', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'jackdraw-ledger-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  await writeFile(join(dir, 'inside.ts'), source('tx'));
  await writeFile(join(dir, 'outside.ts'), source('db'));
  await writeFile(join(dir, 'package.json'), '{ "type": "module" }');
  await writeFile(
    join(dir, 'tsconfig.json'),
    JSON.stringify({
      extends: resolve('tsconfig.json'),
      compilerOptions: { typeRoots: [resolve('node_modules/@types')] },
      include: ['*.ts'],
      exclude: [],
    }),
  );
  const { stdout } = spawnSync(resolve('node_modules/.bin/tsc'), ['-p', dir, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter((line) => /side\.ts\(/.test(line));
  assert.equal(
    lines.filter((line) => /outside\.ts.*TS2379: Argument of type .Db./.test(line)).length,
    8,
    stdout,
  );
  assert.deepEqual(
    lines.filter((line) => !line.includes('outside.ts')),
    [],
  );
});
