import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAnswers } from './answers.ts';

test('news of a task wait until the answer that named it is written down', async () => {
  const answers = createAnswers({ mostMs: 60_000 });
  const order: string[] = [];
  const { promise: written, resolve } = Promise.withResolvers<void>();
  const call = answers.during('one', async () => {
    await written;
    order.push('answer');
  });
  const news = answers.known('one').then(() => order.push('news'));
  await answers.known('another');
  order.push('news of another');
  resolve();
  await Promise.all([call, news]);
  await answers.known('one');
  assert.deepEqual(order, ['news of another', 'answer', 'news']);
});

test('an answer that is refused holds up nothing, and one that is lost not for long', async () => {
  const answers = createAnswers({ mostMs: 1 });
  const refusal = new Error('refused');
  const refused = answers.during('refused', () => Promise.reject(refusal));
  await Promise.all([answers.known('refused'), assert.rejects(refused, refusal)]);

  const lost = Promise.withResolvers<void>();
  const call = answers.during('lost', () => lost.promise);
  await answers.known('lost');
  lost.resolve();
  await call;
});
