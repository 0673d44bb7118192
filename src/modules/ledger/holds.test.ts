import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits, type ErrorCode, isAppError, newId } from '#kernel';
import { createTestDatabase } from '#testing';
import { arrangeLedger } from './fixtures/arrange-ledger.ts';

const zero = credits('0');
const refusedWith = (code: ErrorCode) => (error: unknown) => isAppError(error, code);

test('a hold sets aside, a capture keeps what was used and returns the rest, both once', async (t) => {
  const { db, ledger, person, generationId } = arrangeLedger(await createTestDatabase(t));
  const userId = await person(credits('10'));
  const place = () =>
    db.transaction((tx) => ledger.hold(tx, { userId, generationId, amount: credits('4') }));
  const held = await place();
  assert.deepEqual(await place(), held);
  assert.deepEqual(await ledger.balance(userId), {
    available: credits('6'),
    held: credits('4'),
    owed: zero,
  });
  const settle = () =>
    db.transaction((tx) => ledger.capture(tx, { userId, generationId, amount: credits('2.5') }));
  const settled = await settle();
  assert.deepEqual(settled, { captured: credits('2.5'), returned: credits('1.5') });
  assert.deepEqual(await settle(), settled);
  assert.deepEqual(await ledger.balance(userId), {
    available: credits('7.5'),
    held: zero,
    owed: zero,
  });
  assert.equal((await place()).status, 'captured');
});

test('a hold beyond what is there says how much is missing and moves nothing', async (t) => {
  const { db, ledger, person, generationId } = arrangeLedger(await createTestDatabase(t));
  const userId = await person(credits('1'));
  await assert.rejects(
    db.transaction((tx) => ledger.hold(tx, { userId, generationId, amount: credits('1.25') })),
    (error) => isAppError(error, 'insufficient_credits') && error.details.missing === '0.25',
  );
  assert.equal((await ledger.balance(userId)).available, credits('1'));
});

test('a hold with another amount or of another person is refused', async (t) => {
  const { db, ledger, person, generationId } = arrangeLedger(await createTestDatabase(t));
  const [userId, other] = [await person(credits('9')), await person(credits('9'))];
  const place = (of: string, amount: string) =>
    db.transaction((tx) => ledger.hold(tx, { userId: of, generationId, amount: credits(amount) }));
  await place(userId, '2');
  await assert.rejects(place(userId, '3'), refusedWith('key_reused'));
  await assert.rejects(place(other, '2'), refusedWith('key_reused'));
  for (const verb of [
    () => db.transaction((tx) => ledger.release(tx, { userId: other, generationId })),
    () => db.transaction((tx) => ledger.capture(tx, { userId: other, generationId, amount: zero })),
    () => db.transaction((tx) => ledger.release(tx, { userId, generationId: newId() })),
  ])
    await assert.rejects(verb(), refusedWith('not_found'));
});

test('a capture never exceeds its hold and may be nothing', async (t) => {
  const { db, ledger, person, generationId } = arrangeLedger(await createTestDatabase(t));
  const userId = await person(credits('9'));
  await db.transaction((tx) => ledger.hold(tx, { userId, generationId, amount: credits('2') }));
  const settle = (amount: string) =>
    db.transaction((tx) => ledger.capture(tx, { userId, generationId, amount: credits(amount) }));
  await assert.rejects(settle('2.001'), refusedWith('exceeds_hold'));
  await assert.rejects(settle('-1'), refusedWith('bad_request'));
  assert.deepEqual(await settle('0'), { captured: zero, returned: credits('2') });
  await assert.rejects(settle('1'), refusedWith('key_reused'));
  assert.equal((await ledger.balance(userId)).available, credits('9'));
});

test('a released hold is returned once and can no longer be captured, nor the other way round', async (t) => {
  const { db, ledger, person, generationId } = arrangeLedger(await createTestDatabase(t));
  const userId = await person(credits('9'));
  const amount = credits('2');
  const second = newId();
  for (const id of [generationId, second])
    await db.transaction((tx) => ledger.hold(tx, { userId, generationId: id, amount }));
  const free = (id: string) =>
    db.transaction((tx) => ledger.release(tx, { userId, generationId: id }));
  const settle = (id: string) =>
    db.transaction((tx) => ledger.capture(tx, { userId, generationId: id, amount }));
  assert.deepEqual(await free(generationId), { captured: zero, returned: amount });
  assert.deepEqual(await free(generationId), { captured: zero, returned: amount });
  await assert.rejects(settle(generationId), refusedWith('hold_closed'));
  await settle(second);
  await assert.rejects(free(second), refusedWith('hold_closed'));
  assert.equal((await ledger.balance(userId)).available, credits('7'));
});

test('capture and release at the same moment: one of them settles', async (t) => {
  const { db, ledger, person } = arrangeLedger(await createTestDatabase(t));
  const userId = await person(credits('100'));
  const amount = credits('2');
  for (const generationId of Array.from({ length: 10 }, () => newId())) {
    await db.transaction((tx) => ledger.hold(tx, { userId, generationId, amount }));
    const outcomes = await Promise.allSettled([
      db.transaction((tx) => ledger.capture(tx, { userId, generationId, amount })),
      db.transaction((tx) => ledger.release(tx, { userId, generationId })),
    ]);
    const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    assert.equal(lost.length, 1);
    assert.ok(isAppError(lost[0], 'hold_closed'));
  }
  assert.equal((await ledger.balance(userId)).held, zero);
});

test('two holds at once for the last credits: one is refused', async (t) => {
  const { db, ledger, person } = arrangeLedger(await createTestDatabase(t));
  const userId = await person(credits('3'));
  const outcomes = await Promise.allSettled(
    [newId(), newId()].map((generationId) =>
      db.transaction((tx) => ledger.hold(tx, { userId, generationId, amount: credits('2') })),
    ),
  );
  const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  assert.equal(lost.length, 1);
  assert.ok(isAppError(lost[0], 'insufficient_credits'));
  assert.deepEqual(await ledger.balance(userId), {
    available: credits('1'),
    held: credits('2'),
    owed: zero,
  });
});

test('what a rolled back transaction moved has not moved', async (t) => {
  const { db, ledger, person, generationId } = arrangeLedger(await createTestDatabase(t));
  const userId = await person(credits('3'));
  await assert.rejects(
    db.transaction(async (tx) => {
      await ledger.hold(tx, { userId, generationId, amount: credits('1') });
      assert.equal((await ledger.balance(userId, tx)).held, credits('1'));
      throw new Error('the order could not be written');
    }),
    /could not be written/,
  );
  assert.equal((await ledger.balance(userId)).held, zero);
  await db.transaction((tx) => ledger.hold(tx, { userId, generationId, amount: credits('2') }));
});

test('a movement is one line in the log', async (t) => {
  const { db, ledger, person, lines, generationId } = arrangeLedger(await createTestDatabase(t));
  const userId = await person(credits('10'));
  await db.transaction((tx) => ledger.hold(tx, { userId, generationId, amount: credits('4') }));
  await db.transaction((tx) => ledger.capture(tx, { userId, generationId, amount: credits('3') }));
  assert.deepEqual(
    lines.map(({ msg, userId: of }) => [msg, of]),
    [
      ['credits granted', userId],
      ['balance checked', userId],
      ['credits held', userId],
      ['hold captured', userId],
    ],
  );
});

test('holds of several people in one act are all kept, or none when one of them is short', async (t) => {
  const { db, ledger, person } = arrangeLedger(await createTestDatabase(t));
  const [one, two] = [await person(credits('5')), await person(credits('3'))];
  const holdAll = (amount: string) =>
    db.transaction((tx) =>
      ledger.holdAll(
        tx,
        [one, two].map((userId) => ({
          userId,
          generationId: newId(),
          amount: credits(amount),
        })),
      ),
    );
  await assert.rejects(holdAll('4'), refusedWith('insufficient_credits'));
  assert.equal((await ledger.balance(one)).available, credits('5'));
  const held = await holdAll('2');
  assert.deepEqual(
    held.map(({ available }) => available),
    [credits('3'), credits('1')],
  );
  const captures = held.map(({ hold: { userId, generationId } }) => ({
    userId,
    generationId,
    amount: credits('1.5'),
  }));
  const capture = () => db.transaction((tx) => ledger.captureAll(tx, captures));
  const settled = await capture();
  assert.deepEqual(settled, Array(2).fill({ captured: credits('1.5'), returned: credits('0.5') }));
  assert.deepEqual(await capture(), settled);
  assert.deepEqual(await ledger.balance(two), {
    available: credits('1.5'),
    held: zero,
    owed: zero,
  });
});
