import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocumentSearch } from './index.ts';

const news = (id: string, title: string, text = '') => ({ id, kind: 'news', title, text });
const documents = [
  news('bus', 'Подарки победителям: кто получил автобус'),
  news('record', 'Рекордный суперприз в «7 из 49» разыгран'),
  news('rules', 'Новые правила «Золотой подковы»', 'с сентября одно поле'),
  { id: 'packet', kind: 'packet', title: 'Набор «Русское лото»', text: 'пакет билетов' },
];

test('words are found in any form and with a slip of the finger', async () => {
  const { find } = await createDocumentSearch(documents);
  assert.equal((await find('рекордные суперпризы'))[0], 'record');
  assert.equal((await find('новое правило подков'))[0], 'rules');
  assert.equal((await find('афтобус победителю'))[0], 'bus');
  assert.deepEqual(await find('криптовалюта'), []);
});

test('only the kinds asked for, and no more than asked', async () => {
  const { find } = await createDocumentSearch(documents);
  assert.deepEqual(await find('русское лото', { kinds: ['news'] }), []);
  assert.deepEqual(await find('русское лото', { kinds: ['packet'] }), ['packet']);
  assert.equal((await find('правила суперприз подарки', { limit: 2 })).length, 2);
});

test('a word that every document has does not drown the one that tells them apart', async () => {
  const many = Array.from({ length: 2000 }, (_, i) =>
    news(`n${i}`, `Розыгрыш тиража ${i}`, 'лотерея'),
  );
  const { find } = await createDocumentSearch([...many, ...documents]);
  assert.equal((await find('розыгрыш тиража рекордный лотерея'))[0], 'record');
  assert.ok((await find('розыгрыш тиража', { limit: 5 })).length === 5);
});

test('with vectors both lists count', async () => {
  const { find } = await createDocumentSearch(documents, { find: async () => ['bus', 'packet'] });
  const found = await find('суперприз');
  assert.deepEqual(new Set(found), new Set(['record', 'bus', 'packet']));
});

test('while a great index is built, other work goes on', async () => {
  const many = Array.from({ length: 2000 }, (_, i) =>
    news(`n${i}`, `Розыгрыш ${i}`, 'слова '.repeat(20)),
  );
  let turns = 0;
  let isBuilt = false;
  const turn = () => {
    turns += 1;
    if (!isBuilt) setImmediate(turn);
  };
  setImmediate(turn);
  const { find } = await createDocumentSearch(many);
  isBuilt = true;
  assert.ok(turns > 20, `${turns} turns of the event loop`);
  assert.deepEqual(await find('1234'), ['n1234']);
});
