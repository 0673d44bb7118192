import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf, until } from '#testing';
import { arrangeOrders } from './fixtures/order-story.ts';

test('an order that waits for the own other ones says so, and is made after them', async (t) => {
  const { app, buyer, made, passesUntil } = await arrangeOrders(t, {
    env: { MAX_PARALLEL_PER_USER: '1' },
  });
  const anna = await buyer({ name: 'Bo', language: 'en' });
  await anna.order();
  const { number } = await anna.order();
  await until('the second is told of', () =>
    anna
      .shown()
      .some(
        (one) =>
          textOf(one).startsWith(`Order no.\u00A0${number} `) &&
          /Waiting for your other orders to end: I make no more than\u00A01 at once\.$/.test(
            textOf(one),
          ),
      ),
  );
  await made();
  await passesUntil('both', () => anna.shown().filter(({ photo }) => photo).length === 2);
  // A status is put away after its result has come.
  await passesUntil('nothing else', () => anna.shown().length === 2);
  assert.equal((await app.ledger.balance(anna.userId)).held, 0n);
});
