import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits, creditsOf, type ErrorCode, isAppError, newId } from '#kernel';
import { createTestDatabase } from '#testing';
import { arrangeLedger } from './fixtures/arrange-ledger.ts';

const zero = credits('0');
const refusedWith = (code: ErrorCode) => (error: unknown) => isAppError(error, code);

test('a grant can be spent, and the second call with its key moves nothing', async (t) => {
  const { db, ledger, person } = arrangeLedger(await createTestDatabase(t));
  const userId = await person();
  assert.deepEqual(await ledger.balance(userId), { available: zero, held: zero, owed: zero });
  const input = { userId, amount: credits('2.5'), reason: 'top_up', key: 'stars:1' } as const;
  const first = await db.transaction((tx) => ledger.grant(tx, input));
  const again = await db.transaction((tx) => ledger.grant(tx, input));
  assert.deepEqual(first, { amount: credits('2.5'), debtPaid: zero });
  assert.deepEqual(again, first);
  assert.equal((await ledger.balance(userId)).available, credits('2.5'));
});

test('a key used again for another amount, reason or person is refused', async (t) => {
  const { db, ledger, person } = arrangeLedger(await createTestDatabase(t));
  const [userId, other] = [await person(), await person()];
  const input = { userId, amount: credits('2'), reason: 'top_up', key: 'stars:1' } as const;
  await db.transaction((tx) => ledger.grant(tx, input));
  const others = [
    { ...input, amount: credits('3') },
    { ...input, reason: 'grant' as const },
    { ...input, userId: other },
  ];
  for (const one of others)
    await assert.rejects(
      db.transaction((tx) => ledger.grant(tx, one)),
      refusedWith('key_reused'),
    );
  await assert.rejects(
    db.transaction((tx) => ledger.chargeBack(tx, { ...input, reason: 'refund' })),
    refusedWith('key_reused'),
  );
  assert.equal((await ledger.balance(userId)).available, credits('2'));
  assert.equal((await ledger.balance(other)).available, zero);
});

test('two people who use one key at the same moment: one moves, the other is refused', async (t) => {
  const { db, ledger, person } = arrangeLedger(await createTestDatabase(t));
  const people = [await person(), await person()];
  const outcomes = await Promise.allSettled(
    people.map((userId) =>
      db.transaction((tx) =>
        ledger.grant(tx, { userId, amount: credits('1'), reason: 'grant', key: 'one' }),
      ),
    ),
  );
  const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  assert.equal(lost.length, 1);
  assert.ok(isAppError(lost[0], 'key_reused'));
});

test('one key at the same moment on many connections, for somebody without accounts yet, moves once', async (t) => {
  const { db, ledger, person } = arrangeLedger(await createTestDatabase(t));
  const userId = await person();
  const input = { userId, amount: credits('2'), reason: 'grant', key: 'once' } as const;
  const all = await Promise.all(
    Array.from({ length: 8 }, () => db.transaction((tx) => ledger.grant(tx, input))),
  );
  assert.deepEqual(new Set(all.map(({ amount }) => amount)), new Set([credits('2')]));
  assert.equal((await ledger.balance(userId)).available, credits('2'));
});

test('nothing, less than nothing, too much, and somebody unknown are refused', async (t) => {
  const { db, ledger, person } = arrangeLedger(await createTestDatabase(t));
  const userId = await person();
  for (const amount of [zero, credits('-1'), creditsOf(10n ** 15n + 1n)])
    await assert.rejects(
      db.transaction((tx) => ledger.grant(tx, { userId, amount, reason: 'grant', key: 'k' })),
      refusedWith('bad_request'),
    );
  const stranger = newId();
  await assert.rejects(
    db.transaction((tx) =>
      ledger.grant(tx, { userId: stranger, amount: credits('1'), reason: 'grant', key: 'k' }),
    ),
    refusedWith('not_found'),
  );
});

test('a charge-back takes what is there, the rest is owed and paid first by what comes in', async (t) => {
  const { db, ledger, person } = arrangeLedger(await createTestDatabase(t));
  const userId = await person(credits('3'));
  const back = () =>
    db.transaction((tx) =>
      ledger.chargeBack(tx, { userId, amount: credits('5'), reason: 'refund', key: 'refund:1' }),
    );
  assert.deepEqual(await back(), { taken: credits('3'), owed: credits('2') });
  assert.deepEqual(await back(), { taken: credits('3'), owed: credits('2') });
  assert.deepEqual(await ledger.balance(userId), {
    available: zero,
    held: zero,
    owed: credits('2'),
  });
  const add = (amount: string, key: string) =>
    db.transaction((tx) =>
      ledger.grant(tx, { userId, amount: credits(amount), reason: 'top_up', key }),
    );
  assert.equal((await add('0.5', 'a')).debtPaid, credits('0.5'));
  assert.equal((await add('4', 'b')).debtPaid, credits('1.5'));
  assert.equal((await add('4', 'b')).debtPaid, credits('1.5'));
  assert.deepEqual(await ledger.balance(userId), {
    available: credits('2.5'),
    held: zero,
    owed: zero,
  });
  await assert.rejects(
    db.transaction((tx) =>
      ledger.chargeBack(tx, { userId, amount: credits('6'), reason: 'refund', key: 'refund:1' }),
    ),
    refusedWith('key_reused'),
  );
});

test('transactions that move the money of two people in turn do not wait for each other forever', async (t) => {
  const { db, ledger, person } = arrangeLedger(await createTestDatabase(t));
  const pair = [await person(credits('9')), await person()];
  const swap = (order: string[], key: string) =>
    db.transaction(async (tx) => {
      await ledger.lock(tx, order);
      for (const userId of order)
        await ledger.grant(tx, {
          userId,
          amount: credits('1'),
          reason: 'grant',
          key: `${key}:${userId}`,
        });
    });
  await Promise.all(
    Array.from({ length: 12 }, (_, i) => swap(i % 2 ? pair : pair.toReversed(), `swap:${i}`)),
  );
  const [first, second] = await Promise.all(pair.map((userId) => ledger.balance(userId)));
  assert.equal(first?.available, credits('21'));
  assert.equal(second?.available, credits('12'));
});

test('the statement comes in pages, newest first, and its amounts make the available balance', async (t) => {
  const { db, ledger, person, generationId, clock } = arrangeLedger(await createTestDatabase(t));
  const userId = await person(credits('10'));
  await person(credits('99'));
  const details = { model: 'flux-2/pro', parameters: { prompt: 'a \u0000 cat' }, unitPrice: '4' };
  clock.advance(1000);
  await db.transaction((tx) =>
    ledger.hold(tx, { userId, generationId, amount: credits('4'), details }),
  );
  await db.transaction((tx) => ledger.capture(tx, { userId, generationId, amount: credits('3') }));
  const first = await ledger.statement({ userId, limit: 3 });
  assert.deepEqual(
    first.lines.map(({ reason, amount, moved }) => [reason, amount, moved]),
    [
      ['return', credits('1'), credits('1')],
      ['capture', zero, credits('3')],
      ['hold', credits('-4'), credits('4')],
    ],
  );
  for (const line of first.lines) {
    assert.deepEqual(line.details, details);
    assert.equal(line.generationId, generationId);
    assert.deepEqual(line.at, clock.now());
  }
  const rest = await ledger.statement({ userId, limit: 3, before: first.next });
  assert.deepEqual(
    rest.lines.map(({ reason, amount }) => [reason, amount]),
    [['grant', credits('10')]],
  );
  assert.equal(rest.next, undefined);
  const total = [...first.lines, ...rest.lines].reduce((sum, line) => sum + line.amount, 0n);
  assert.equal(total, (await ledger.balance(userId)).available);
  await assert.rejects(ledger.statement({ userId, limit: 101 }), refusedWith('bad_request'));
});

test('a welcome is given once per person, also to one who was forgotten in between', async (t) => {
  const { db, ledger, users } = arrangeLedger(await createTestDatabase(t));
  const { id } = await users.recognise({ telegramId: 77 });
  const give = (userId: string, telegramId = 77) =>
    db.transaction((tx) => ledger.welcome(tx, { userId, telegramId }));
  const both = await Promise.all([give(id), give(id)]);
  assert.deepEqual(both.map(({ isNew }) => isNew).sort(), [false, true]);
  assert.deepEqual(await give(id), { amount: credits('10'), isNew: false });
  await db.transaction((tx) => users.forget(tx, id));
  users.drop(id);
  const back = await users.recognise({ telegramId: 77 });
  assert.deepEqual(await give(back.id), { amount: zero, isNew: false });
  assert.equal((await ledger.balance(back.id)).available, zero);
  const other = await users.recognise({ telegramId: 78 });
  assert.deepEqual(await give(other.id, 78), { amount: credits('10'), isNew: true });
});

test('with no welcome credits set nobody is remembered as welcomed', async (t) => {
  const { db, ledger, person, pool } = arrangeLedger(await createTestDatabase(t), zero);
  const userId = await person();
  const given = await db.transaction((tx) => ledger.welcome(tx, { userId, telegramId: 1 }));
  assert.deepEqual(given, { amount: zero, isNew: false });
  assert.equal((await pool.query('select 1 from welcomes')).rowCount, 0);
});

test('the books of a forgotten person stay, without what they told', async (t) => {
  const { db, ledger, person, pool, generationId } = arrangeLedger(await createTestDatabase(t));
  const [userId, other] = [await person(credits('10')), await person(credits('10'))];
  const details = { parameters: { prompt: 'my secret' } };
  await db.transaction((tx) =>
    ledger.hold(tx, { userId, generationId, amount: credits('4'), details }),
  );
  await db.transaction((tx) =>
    ledger.hold(tx, { userId: other, generationId: newId(), amount: credits('4'), details }),
  );
  for (const _ of ['once', 'twice']) await db.transaction((tx) => ledger.forget(tx, userId));
  const { rows } = await pool.query(
    'select user_id, details from transfers where details is not null',
  );
  assert.deepEqual(rows, [{ user_id: other, details }]);
  const { lines } = await ledger.statement({ userId });
  assert.deepEqual(
    lines.map((line) => [line.reason, line.details]),
    [
      ['hold', undefined],
      ['grant', undefined],
    ],
  );
  await db.transaction((tx) => ledger.release(tx, { userId, generationId }));
  assert.equal((await ledger.balance(userId)).available, credits('10'));
});
