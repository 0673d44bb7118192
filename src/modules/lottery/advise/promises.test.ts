import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createAdviser, readLotteries } from '#modules/lottery';

/** A number that is "due", a win that is promised, an invitation to win back. */
const promise =
  /должн\S* выпасть|пора выпасть|скоро выпадет|вот-вот|обязательно выигра|точно выигра|гарантир\S* (выигрыш|победу)|гарантированный выигрыш|беспроигрыш|наверняка выигра|вы выиграете|счастливы\S* (числ|номер)|отыграйтесь|\b(is|are) due\b|\boverdue\b|sure to win|you will win|guaranteed (win|to win)|certain to win|bound to|can.t lose|lucky number/i;

const folders = [
  'src/modules/lottery/advise',
  'src/modules/lottery/pictures',
  'src/modules/lottery/data',
  'src/surfaces/bot/features/lottery',
  'src/surfaces/bot/features/home',
  'src/surfaces/bot/profile',
];

test('no text of ours promises a win or calls a number due', () => {
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^messages\.ts$|\.json$/.test(name))
      .map((name) => join(folder, name)),
  );
  assert.ok(files.length >= 6, files.join());
  for (const file of files) {
    const found = promise.exec(readFileSync(file, 'utf8'))?.[0];
    assert.equal(found, undefined, file);
  }
  assert.match('семёрка вот-вот выйдет, и вы выиграете', promise);
});

test('whatever is asked, no answer promises a win or calls a number due', async () => {
  const adviser = createAdviser();
  const asked = [
    'какое число должно выпасть в 6 из 45',
    'назови счастливые числа на 7 из 49',
    'какая лотерея точно выиграет',
    'гарантированный выигрыш в кено как получить',
    'число 7 давно не выпадало, пора ставить?',
    'which number is due in keno',
    'how do I win for sure',
    'дай беспроигрышную систему',
    ...readLotteries().flatMap(({ title }) => [
      `шансы ${title.ru}`,
      `статистика ${title.ru}`,
      `стоит ли покупать ${title.ru}`,
      `tell me about ${title.en}`,
    ]),
  ];
  for (const question of asked) {
    const { answer } = await adviser.advise(question);
    assert.doesNotMatch(answer, promise, question);
  }
});
