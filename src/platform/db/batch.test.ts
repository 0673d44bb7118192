import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBatch } from '#platform/db';

const bad = new Error('refused');
const gone = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

function recording(
  options: { error?: Error; isApartWhenRefused?: boolean; crowdMs?: number } = {},
) {
  const { error = bad, ...rest } = options;
  const batches: string[][] = [];
  const act = createBatch<string, string>({
    max: 10,
    ...rest,
    run: async (items) => {
      batches.push(items);
      if (items.includes('bad')) throw error;
      return items.map((item) => item.toUpperCase());
    },
  });
  const outcomes = (items: string[]) =>
    Promise.allSettled(items.map(act)).then((all) =>
      all.map((one) => (one.status === 'fulfilled' ? one.value : one.reason)),
    );
  return { batches, outcomes };
}

test('what is asked for at one moment goes together, and each gets its own answer', async () => {
  const { batches, outcomes } = recording();
  assert.deepEqual(await outcomes(['a', 'b', 'c']), ['A', 'B', 'C']);
  assert.deepEqual(batches, [['a', 'b', 'c']]);
});

test('where items go apart when one is refused, only that one hears of it', async () => {
  const { batches, outcomes } = recording({ isApartWhenRefused: true });
  assert.deepEqual(await outcomes(['a', 'bad', 'c']), ['A', bad, 'C']);
  assert.deepEqual(batches, [['a', 'bad', 'c'], ['a'], ['bad'], ['c']]);
});

test('where they do not, all hear of it, once', async () => {
  const { batches, outcomes } = recording();
  assert.deepEqual(await outcomes(['a', 'bad']), [bad, bad]);
  assert.equal(batches.length, 1);
});

test('a database that is away is not asked again for each of them', async () => {
  const { batches, outcomes } = recording({ isApartWhenRefused: true, error: gone });
  assert.deepEqual(await outcomes(['a', 'bad']), [gone, gone]);
  assert.equal(batches.length, 1);
});

test('after a crowd the next batch waits for more, after one alone it does not', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const crowdMs = 10;
  const { batches, outcomes } = recording({ crowdMs });
  await outcomes(['a', 'b']);
  const early = outcomes(['c']);
  for (let i = 0; i < 3; i += 1) await new Promise(setImmediate);
  assert.equal(batches.length, 1);
  const late = outcomes(['d']);
  t.mock.timers.tick(crowdMs);
  assert.deepEqual(await Promise.all([early, late]), [['C'], ['D']]);
  assert.deepEqual(batches, [
    ['a', 'b'],
    ['c', 'd'],
  ]);

  const alone = outcomes(['e']);
  t.mock.timers.tick(crowdMs);
  assert.deepEqual([await alone, await outcomes(['f'])], [['E'], ['F']]);
});
