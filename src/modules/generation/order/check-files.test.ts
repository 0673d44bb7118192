import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAppError, newId } from '#kernel';
import { refOf } from '#modules/files';
import { arrangeGeneration } from '#modules/generation/fixtures';
import { createTestDatabase } from '#testing';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('only what a person has sent can stand in an order of theirs', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const [userId, other] = [await one.person(1), await one.person(2)];
  const file = await one.files.addInput({ userId, bytes: png, fileName: 'dot.png' });
  const order = (url: string) => ({
    modelId: 'recraft/remove-background',
    input: { image: url },
  });
  const confirm = (who: string, url: string) =>
    one.orders.confirm({ userId: who, clientKey: url, order: order(url) });
  const strange = `jackdraw://file/${newId()}`;
  for (const [who, url] of [
    [other, refOf(file)],
    [userId, strange],
  ] as const) {
    await assert.rejects(confirm(who, url), (error) => isAppError(error, 'not_found'));
    await assert.rejects(
      one.orders.confirmBatch({
        userId: who,
        clientKey: 'b',
        kind: 'parallel',
        orders: [order(url)],
      }),
      (error) => isAppError(error, 'not_found'),
    );
  }
  one.clock.advance(24 * 60 * 60 * 1000);
  const made = await confirm(userId, refOf(file));
  assert.equal(made.input.image, refOf(file));
  const after = await one.files.get({ userId, fileId: file.id });
  assert.ok(after.expiresAt > file.expiresAt, 'a file in use lives on');
});
