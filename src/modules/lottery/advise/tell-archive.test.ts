import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAppError } from '#kernel';
import { createAdviser } from '#modules/lottery';

const draws = Array.from({ length: 90 }, (_, i) => ({
  combination: {
    serialized: Array.from({ length: 6 }, (__, j) => String(((i * 7 + j * 11) % 45) + 1)),
  },
}));

test('an archive is told with the plain statement, in both languages', async () => {
  const { analyzeArchive } = await createAdviser();
  const { analysis, statistics, numbers } = analyzeArchive(
    { draws: [...draws, { combination: null }] },
    { lotteryId: '6x45', locale: 'ru' },
  );
  assert.equal(statistics.differs, false);
  assert.match(analysis, /От случайности это не отличается/);
  assert.match(analysis, /пропущено: 1/);
  assert.ok(numbers.every(({ source }) => source.length > 0));
  const english = analyzeArchive({ draws }, { lotteryId: '6x45', locale: 'en' });
  assert.doesNotMatch(english.analysis, /[а-яё]/i);
});

test('keno leaves out the nine values that stand before its numbers', async () => {
  const { analyzeArchive } = await createAdviser();
  const service = Array.from({ length: 9 }, () => 1);
  const structured = [...service, ...Array.from({ length: 20 }, (_, i) => i + 41)];
  const { statistics } = analyzeArchive(
    { draws: [{ combination: { structured } }] },
    { lotteryId: 'keno2', locale: 'ru' },
  );
  assert.equal(statistics.numbers[0]?.times, 0);
  assert.equal(statistics.numbers[40]?.times, 1);
});

test('what is no game of numbers, no lottery or no draw is refused', async () => {
  const { analyzeArchive } = await createAdviser();
  for (const [lotteryId, json, code] of [
    ['ruslotto', { draws }, 'bad_request'],
    ['top3', { draws }, 'bad_request'],
    ['nowhere', { draws }, 'not_found'],
    ['6x45', { draws: [] }, 'bad_request'],
  ] as const)
    assert.throws(
      () => analyzeArchive(json, { lotteryId, locale: 'ru' }),
      (error) => isAppError(error, code),
    );
});
