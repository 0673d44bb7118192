import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toShortId } from '#kernel';
import { labelsOf, textOf, until } from '#testing';
import { leaveButtons } from './fixtures/old-buttons.ts';
import { arrangeOrders } from './fixtures/order-story.ts';

type Buyer = Awaited<ReturnType<Awaited<ReturnType<typeof arrangeOrders>>['buyer']>>;

/** Taps the newest of my works. */
async function looksUp(anna: Buyer): Promise<void> {
  await anna.says('/works');
  const row = labelsOf(anna.last()).find((label) => /№ \d+ · /.test(label));
  assert.ok(row, labelsOf(anna.last()).join());
  await anna.presses(row);
}

test('my works tell how an order stands that has no result: waiting, cancelled, failed', async (t) => {
  const { app, kie, buyer, idle, made, passesUntil } = await arrangeOrders(t);
  const anna = await buyer();
  const said = (words: RegExp) => () => words.test(textOf(anna.last()));
  await app.generation.pause();
  await anna.order();
  await idle();
  await looksUp(anna);
  await passesUntil('it waits', said(/В очереди|следующие в очереди/));
  assert.ok(labelsOf(anna.last()).includes('Отменить'));
  assert.equal((await anna.presses('Отменить')).text, 'Отменено, деньги вернулись.');
  await looksUp(anna);
  await passesUntil('it is cancelled', said(/Отменён, деньги вернулись: 0,8\u00A0кредита\./));
  assert.deepEqual(labelsOf(anna.last()), ['Ещё раз', 'Изменить']);

  await app.generation.resume();
  kie.refuseContent();
  await anna.order();
  await idle();
  await made();
  await passesUntil('the failure', said(/не проходят её правила/));
  await looksUp(anna);
  await passesUntil('it failed', said(/не проходят её правила/));
  assert.deepEqual(labelsOf(anna.last()), ['Изменить описание', 'Другая модель']);
  assert.ok(!anna.shown().some((one) => /уже удалены/.test(textOf(one))));
});

test('after a refused call nothing is said to be made, and it can be cancelled', async (t) => {
  const { app, kie, buyer, idle, passesUntil, pool } = await arrangeOrders(t);
  const anna = await buyer();
  kie.failNext({ code: 429, at: 'create', times: 100 });
  const { id } = await anna.order();
  await idle();
  await until('the call was refused', async () => {
    const { rows } = await pool.query(`select 1 from submissions where state = 'failed'`);
    return rows.length > 0;
  });
  await passesUntil('it says what it waits for', () =>
    anna.shown().some((one) => /Сервис занят/.test(textOf(one))),
  );
  const status = anna.last();
  assert.doesNotMatch(textOf(status), /▰|▱|отменить больше нельзя/);
  assert.equal((await anna.presses('Отменить', status)).text, 'Отменено, деньги вернулись.');
  assert.equal((await app.ledger.balance(anna.userId)).held, 0n);
  const { status: ended } = await app.generation.get({ userId: anna.userId, generationId: id });
  assert.equal(ended, 'CANCELLED');
});

test('an order that was never tried, since its model is under repair, says so too', async (t) => {
  const { app, kie, buyer, idle, passesUntil } = await arrangeOrders(t);
  const anna = await buyer();
  kie.failNext({ code: 455, at: 'create', times: 100 });
  await anna.order();
  await idle();
  const { id } = await anna.order();
  await idle();
  const { attempt } = await app.generation.get({ userId: anna.userId, generationId: id });
  assert.equal(attempt, 0);
  await passesUntil(
    'both say what they wait for',
    () => anna.shown().filter((one) => /Сервис занят/.test(textOf(one))).length === 2,
  );
  assert.ok(labelsOf(anna.last()).includes('Отменить'));
});

test('a cancel that comes too late tells how it ended', async (t) => {
  const story = await arrangeOrders(t);
  const { kie, buyer, idle, made } = story;
  const anna = await buyer();
  const done = await anna.order();
  await idle();
  await made();
  kie.refuseContent();
  const failed = await anna.order();
  await idle();
  await made();
  const cancel = ({ id }: { id: string }) => `v1:oc:${toShortId(id)}`;
  await leaveButtons(story, anna, { done: cancel(done), failed: cancel(failed) });
  const old = anna.last();
  assert.equal((await anna.presses('done', old)).text, 'Отменять поздно: заказ уже готов.');
  assert.equal(
    (await anna.presses('failed', old)).text,
    'Отменять нечего: заказ не получился, деньги вернулись.',
  );
});

test('after its files had their time here a result is sent by what Telegram keeps of it', async (t) => {
  const { app, buyer, clock, idle, made, callsOf, passesUntil } = await arrangeOrders(t);
  const anna = await buyer();
  const { id } = await anna.order();
  await idle();
  await made();
  await passesUntil('the result', () => anna.last().photo !== undefined);
  clock.advance(31 * 24 * 60 * 60_000);
  await app.files.cleanup();
  const [file] = await app.files.ofGeneration(id);
  assert.equal(file?.state, 'gone');
  const sent = callsOf('sendPhoto').length;
  await looksUp(anna);
  await passesUntil('it is sent again', () => callsOf('sendPhoto').length > sent);
  await idle();
  const shown = anna.last();
  assert.ok(shown.photo);
  assert.ok(labelsOf(shown).includes('Использовать'));
  await anna.presses('Оригинал', shown);
  await passesUntil('the original is the same', () => callsOf('sendPhoto').length > sent + 1);
  assert.equal(callsOf('sendDocument').length, 0);
  await anna.presses('Использовать', shown);
  assert.ok(labelsOf(anna.last()).includes('Убрать фон'), labelsOf(anna.last()).join());
  const { files } = await app.files.list({ userId: anna.userId, role: 'input' });
  assert.equal(files[0]?.state, 'stored', 'it is back as something sent');
});
