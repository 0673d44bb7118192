import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, textOf } from '#testing';

const env = { USER_RATE_LIMIT: '3' };

test('too much at once is told one time; after a pause everything works again', async (t) => {
  const { person, idle, clock } = await arrange(t, { env });
  const [anna, bo] = [person(), person({ name: 'Bo', language: 'en' })];
  for (let i = 0; i < 8; i += 1) anna.send(`мысль ${i}`);
  await idle();
  assert.deepEqual(
    anna.seen().map((answer) => textOf(answer).slice(0, 8)),
    ['Понял эт', 'Понял эт', 'Понял эт', 'Не успев'],
  );
  assert.match(textOf(anna.last()), /Подождите 10 секунд/);
  assert.equal((await bo.says('/help')).length, 1);
  clock.advance(10_001);
  assert.match(textOf((await anna.says('/help'))[0]), /^Чем помочь/);
});

test('a press beyond the limit gets a line over the chat, each of them', async (t) => {
  const { person } = await arrange(t, { env });
  const anna = person();
  await anna.says('/start');
  await anna.presses('💎 Баланс');
  await anna.presses('‹ Меню');
  for (const _ of [1, 2]) {
    const answer = await anna.presses('💬 Поговорить');
    assert.match(answer.text ?? '', /^Не успеваю за вами/);
  }
  assert.match(textOf(anna.last()), /^Здравствуйте/);
});

test('the next holder of the seat goes on counting where the first stopped', async (t) => {
  const { person, app, launch, idle, clock } = await arrange(t, { env });
  const anna = person();
  for (let i = 0; i < 3; i += 1) anna.send('/help');
  await idle();
  await app.stop();
  await launch();
  clock.advance(1);
  assert.match(textOf((await anna.says('/help'))[0]), /^Не успеваю за вами/);
  assert.deepEqual(await anna.says('/help'), []);
});
