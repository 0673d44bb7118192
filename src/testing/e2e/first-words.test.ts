import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, labelsOf, textOf } from '#testing';

test('/start greets a Russian by name and shows every room', async (t) => {
  const { person } = await arrange(t);
  const anna = person({ name: 'Анна', language: 'ru' });
  const [hello, ...more] = await anna.says('/start');
  assert.deepEqual(more, []);
  assert.match(textOf(hello), /^Здравствуйте, Анна!/);
  assert.deepEqual(labelsOf(hello), [
    '🎨 Создать',
    '🖼 Мои работы',
    '💬 Поговорить',
    '🎟 Лотереи',
    '💎 Баланс',
    '🌐 Язык',
    '❓ Помощь',
  ]);
});
