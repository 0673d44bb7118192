import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAdviser, type Embedder } from '#modules/lottery';
import { createVectorSearch, fuse } from './index.ts';

/** Knows two meanings that no word of the documents shares with the question. */
const embedder: Embedder = {
  embed: async (texts) =>
    texts.map((text) => [
      /потол|жиль/i.test(text) ? 1 : 0,
      /колод|покер/i.test(text) ? 1 : 0,
      0.01,
    ]),
};

test('the nearest meaning comes first', async () => {
  const search = await createVectorSearch(embedder, [
    { id: 'cards', text: 'колода' },
    { id: 'flat', text: 'жильё' },
  ]);
  assert.equal((await search.find('потолок'))[0], 'flat');
});

test('lists are fused by rank: agreement beats one first place', () => {
  assert.deepEqual(
    fuse([
      ['a', 'b', 'c'],
      ['d', 'b', 'c'],
    ])[0],
    'b',
  );
  assert.deepEqual(fuse([['a'], []]), ['a']);
});

test('a meaning that shares no word is found with vectors and not without', async () => {
  const question = 'посоветуй лотерею, где потолок над головой';
  const plain = await (await createAdviser()).advise(question);
  const helped = await (await createAdviser({ embedder })).advise(question);
  assert.notEqual(plain.lotteries[0], 'gzhl');
  assert.equal(helped.lotteries[0], 'gzhl');
});
