import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { credits, newId } from '#kernel';
import { createTestDatabase } from '#testing';
import { arrangeLedger } from './fixtures/arrange-ledger.ts';

/** A ledger in which everything has happened once. */
async function arrangeBooks(t: TestContext) {
  const arranged = arrangeLedger(await createTestDatabase(t));
  const { db, ledger, person } = arranged;
  const userId = await person(credits('20'));
  const [open, captured, released] = [newId(), newId(), newId()];
  for (const generationId of [open, captured, released])
    await db.transaction((tx) => ledger.hold(tx, { userId, generationId, amount: credits('4') }));
  await db.transaction(async (tx) => {
    await ledger.capture(tx, { userId, generationId: captured, amount: credits('3') });
    await ledger.release(tx, { userId, generationId: released });
    await ledger.welcome(tx, { userId, telegramId: 1 });
    await ledger.chargeBack(tx, { userId, amount: credits('30'), reason: 'refund', key: 'back' });
    await ledger.grant(tx, { userId, amount: credits('2'), reason: 'top_up', key: 'stars' });
  });
  return { ...arranged, userId, open, captured, released };
}

test('a ledger in which everything has happened adds up', async (t) => {
  const { ledger } = await arrangeBooks(t);
  const { isSound, figures, breaches } = await ledger.reconcile();
  assert.deepEqual(breaches, []);
  assert.equal(isSound, true);
  assert.deepEqual(figures, {
    people: '1',
    transfers: '12',
    holdsOpen: '1',
    holdsCaptured: '1',
    holdsReleased: '1',
    available: '0',
    held: '4',
    owed: '5',
    earned: '3',
    granted: '-20',
    sold: '28',
    welcomed: '-10',
    sum: '0',
  });
});

test('an empty ledger is sound', async (t) => {
  const { ledger } = arrangeLedger(await createTestDatabase(t));
  assert.equal((await ledger.reconcile()).isSound, true);
});

// Written past the triggers and the foreign keys, some also past the checks: what only a broken disk or hand could do.
const damages: { promise: string; found: string[]; sql: string; free?: string }[] = [
  {
    promise: 'a transfer whose account is gone',
    found: ['transfer_without_account', 'accounts_incomplete', 'held_differs'],
    sql: `delete from accounts where kind = 'held'`,
  },
  {
    promise: 'a transfer of a negative amount',
    found: ['transfer_unbalanced', 'balance_differs', 'sum_not_zero'],
    sql: `update transfers set amount_mc = -amount_mc where reason = 'grant'`,
    free: 'alter table transfers drop constraint transfers_amount_positive',
  },
  {
    promise: 'a transfer from an account to itself',
    found: ['transfer_unbalanced', 'transfer_illegal', 'balance_differs'],
    sql: `update transfers set credit_account = debit_account where reason = 'welcome'`,
    free: 'alter table transfers drop constraint transfers_two_accounts',
  },
  {
    promise: 'a reason that does not fit its accounts',
    found: ['transfer_illegal'],
    sql: `update transfers set reason = 'top_up' where reason = 'grant'`,
  },
  {
    promise: 'an act without its first transfer',
    found: ['act_incomplete'],
    sql: `update transfers set step = 3 where key = 'stars' and step = 1`,
  },
  {
    promise: 'an account of nobody',
    found: ['account_without_person', 'owner_without_row'],
    sql: 'delete from users',
  },
  {
    promise: 'a person with an account less',
    found: ['accounts_incomplete', 'transfer_without_account'],
    sql: `delete from accounts where kind = 'owed'`,
  },
  {
    promise: 'a balance that its entries do not make',
    found: ['balance_differs', 'sum_not_zero'],
    sql: `update accounts set balance_mc = balance_mc + 1 where kind = 'available'`,
  },
  {
    promise: 'a balance below zero',
    found: ['balance_negative', 'balance_differs'],
    sql: `update accounts set balance_mc = -1 where kind = 'available'`,
    free: 'alter table accounts drop constraint accounts_balance_not_negative',
  },
  {
    promise: 'a transfer that is gone',
    found: ['balance_differs', 'hold_not_as_moved', 'sum_not_zero'],
    sql: `delete from transfers where reason = 'capture'`,
  },
  {
    promise: 'held credits that no open hold explains',
    found: ['held_differs', 'hold_not_as_moved'],
    sql: `update holds set status = 'released', closed_at = opened_at where status = 'open'`,
  },
  {
    promise: 'a hold in no legal state',
    found: ['hold_illegal'],
    sql: `update holds set closed_at = null where status = 'captured'`,
    free: 'alter table holds drop constraint holds_state',
  },
  {
    promise: 'a hold settled for another amount than moved',
    found: ['hold_not_as_moved'],
    sql: `update holds set captured_mc = captured_mc - 1 where status = 'captured'`,
  },
  {
    promise: 'transfers for a hold that is not there',
    found: ['transfer_without_hold'],
    sql: `delete from holds where status = 'captured'`,
  },
  {
    promise: 'a hold that never moved anything',
    found: ['hold_not_as_moved', 'held_differs', 'owner_without_row'],
    sql: `insert into holds select gen_random_uuid(), gen_random_uuid(), 5, 'open', null, opened_at from holds limit 1`,
  },
];

for (const { promise, found, sql, free } of damages)
  test(`reconcile finds ${promise}`, async (t) => {
    const { ledger, pool } = await arrangeBooks(t);
    const client = await pool.connect();
    try {
      if (free) await client.query(free);
      await client.query('set session_replication_role = replica');
      const { rowCount } = await client.query(sql);
      assert.ok(rowCount, 'something was damaged');
    } finally {
      client.release(true);
    }
    const { isSound, breaches } = await ledger.reconcile();
    assert.equal(isSound, false);
    const kinds = new Set<string>(breaches.map(({ kind }) => kind));
    assert.deepEqual(
      found.filter((kind) => !kinds.has(kind)),
      [],
      `found only ${[...kinds].join(', ')}`,
    );
    for (const { row } of breaches) assert.ok(Object.keys(row).length > 0);
  });

test('reconcile reads one moment while money moves', async (t) => {
  const { db, ledger, person } = arrangeLedger(await createTestDatabase(t));
  const people = await Promise.all([person(credits('9')), person(credits('9'))]);
  const work = people.map(async (userId) => {
    for (const generationId of Array.from({ length: 25 }, () => newId())) {
      await db.transaction((tx) => ledger.hold(tx, { userId, generationId, amount: credits('1') }));
      await db.transaction((tx) => ledger.release(tx, { userId, generationId }));
    }
  });
  for (const _ of Array.from({ length: 5 }))
    assert.deepEqual((await ledger.reconcile()).breaches, []);
  await Promise.all(work);
  assert.deepEqual((await ledger.reconcile()).breaches, []);
});
