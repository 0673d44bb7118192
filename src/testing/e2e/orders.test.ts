import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsOf, textOf, until } from '#testing';
import { arrangeOrders } from './fixtures/order-story.ts';

test('an order is watched in one message, and its result comes with everything that can be done with it', async (t) => {
  const { app, buyer, idle, made, callsOf, kie } = await arrangeOrders(t);
  const anna = await buyer();
  const { id, number } = await anna.order();
  await idle();
  const [status, ...more] = anna.shown();
  assert.deepEqual(more, []);
  assert.match(textOf(status), new RegExp(`^Заказ №\u00A0${number} · `));
  await made();
  assert.equal(
    (await app.generation.get({ userId: anna.userId, generationId: id })).status,
    'COMPLETED',
  );
  const [result, ...rest] = anna.shown();
  assert.deepEqual(rest, [], 'the status is tidied away');
  assert.ok(result?.photo);
  assert.equal(textOf(result), `Заказ №\u00A0${number} · Z-Image\n0,8\u00A0кредита\nкот в космосе`);
  assert.deepEqual(labelsOf(result), [
    'Ещё раз',
    'Изменить',
    'Варианты',
    'Использовать',
    'Оригинал',
    'Описание',
    '☆ В избранное',
    'Удалить',
  ]);
  const [file] = await app.files.ofGeneration(id);
  assert.equal(file?.telegram?.as, 'photo');
  await until(
    'it was said that something is on its way',
    () => callsOf('sendChatAction').length > 0,
  );
  assert.equal(kie.arrivals().filter(({ path }) => path.endsWith('createTask')).length, 1);
});

test('what waits in the line can be cancelled, and the money is back', async (t) => {
  const { app, buyer, idle } = await arrangeOrders(t);
  await app.generation.pause();
  const anna = await buyer();
  const { number } = await anna.order();
  await idle();
  assert.deepEqual(labelsOf(anna.last()), ['Отменить']);
  assert.match(textOf(anna.last()), /Вы следующие в очереди\.$/);
  const answer = await anna.presses('Отменить');
  assert.equal(answer.text, 'Отменено, деньги вернулись.');
  assert.deepEqual(anna.shown().map(textOf), [
    `Заказ №\u00A0${number} · Z-Image\nОтменён, деньги вернулись: 0,8\u00A0кредита.`,
  ]);
  assert.deepEqual(labelsOf(anna.last()), []);
  assert.equal((await app.ledger.balance(anna.userId)).held, 0n);
});
