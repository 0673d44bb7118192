import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { credits, isAppError } from '#kernel';
import { createCatalogue } from '#modules/catalogue';
import {
  mostInBatch,
  planBatch,
  planModels,
  planParallel,
  planPrompts,
  planValues,
  planVariants,
} from './index.ts';

const order = { modelId: 'm', input: { prompt: 'a cat', seed: 7 } };
const isRefused = (error: unknown) => isAppError(error, 'bad_request');

test('variants are the same order, and no seed makes them the same picture', () => {
  assert.deepEqual(
    planVariants(order, 3).map(({ input }) => input),
    [{ prompt: 'a cat', seed: 7 }, { prompt: 'a cat' }, { prompt: 'a cat' }],
  );
  for (const count of [0, -1, 1.5, 101, Number.NaN, Number.POSITIVE_INFINITY])
    assert.throws(() => planVariants(order, count), isRefused, String(count));
});

test('each value with each, or the first with the first', () => {
  const values = { ratio: ['1:1', '16:9'], style: ['ink', 'oil'] };
  const choices = (mode: 'product' | 'zip') =>
    planValues(order, { values, mode }).map(({ input }) => [input.ratio, input.style].join());
  assert.deepEqual(choices('product'), ['1:1,ink', '1:1,oil', '16:9,ink', '16:9,oil']);
  assert.deepEqual(choices('zip'), ['1:1,ink', '16:9,oil']);
  const uneven = { ratio: ['1:1'], style: ['ink', 'oil'] };
  assert.throws(() => planValues(order, { values: uneven, mode: 'zip' }), isRefused);
  assert.throws(() => planValues(order, { values: {}, mode: 'product' }), isRefused);
  assert.throws(() => planValues(order, { values: { ratio: [] }, mode: 'product' }), isRefused);
});

test('whatever lists are given, a product holds every combination once or is refused for its size', () => {
  const lists = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'd'),
    fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 12 }),
    { minKeys: 1 },
  );
  fc.assert(
    fc.property(lists, (values) => {
      const size = Object.values(values).reduce((total, list) => total * list.length, 1);
      const plan = () => planValues(order, { values, mode: 'product' });
      if (size > mostInBatch) return void assert.throws(plan, isRefused);
      const inputs = plan().map(({ input }) => input);
      assert.equal(new Set(inputs.map((input) => JSON.stringify(input))).size, size);
      for (const input of inputs)
        for (const [name, list] of Object.entries(values))
          assert.ok(list.some((value) => value === input[name]));
    }),
  );
});

const pasted: [string, string[]][] = [
  ['a cat\na dog', ['a cat', 'a dog']],
  ['1. a cat\r\n2) a dog\r\n\r\n', ['a cat', 'a dog']],
  ['- a cat\n— a dog\n• a bird', ['a cat', 'a dog', 'a bird']],
  ['a cat\nwith a hat\n\n\na dog\n \nin the rain', ['a cat\nwith a hat', 'a dog', 'in the rain']],
  ['  3 cats in a row ', ['3 cats in a row']],
  ['-5 degrees outside', ['-5 degrees outside']],
];
for (const [text, prompts] of pasted)
  test(`pasted ${JSON.stringify(text)} is ${prompts.length} prompts`, () => {
    const inputs = planPrompts(order, text).map(({ input }) => input);
    assert.deepEqual(
      inputs.map(({ prompt }) => prompt),
      prompts,
    );
    assert.ok(inputs.every(({ seed }) => seed === 7));
  });

test('nothing pasted and too much pasted are refused', () => {
  for (const text of ['', ' \n \n', 'x\n'.repeat(101)])
    assert.throws(() => planPrompts(order, text), isRefused);
  assert.throws(() => planParallel([]), isRefused);
  assert.throws(() => planBatch('m', []), isRefused);
});

test('several orders and several sets of parameters stay what they are', () => {
  assert.deepEqual(planParallel([order, { ...order, modelId: 'n' }]).length, 2);
  const sets = [{ input: { prompt: 'a' } }, { input: { prompt: 'b' }, seconds: { x: 3 } }];
  assert.deepEqual(planBatch('m', sets), [
    { modelId: 'm', input: { prompt: 'a' } },
    { modelId: 'm', input: { prompt: 'b' }, seconds: { x: 3 } },
  ]);
});

test('a wish goes to every model that can take it, with the parameters that this model knows', () => {
  const terms = { rate: '1', step: credits('0.1'), least: credits('0.1') };
  const catalogue = createCatalogue({ terms });
  const input = { prompt: 'a cat', aspect_ratio: '16:9' };
  const models = catalogue.models.filter(({ kind }) => kind === 'text-to-image');
  assert.ok(models.length > 5);
  const isValid = (id: string, one: typeof input | object) =>
    catalogue.faults(id, { ...one }).length === 0;
  const { orders, left } = planModels({ input }, models, isValid);
  assert.equal(orders.length + left.length, models.length);
  assert.ok(orders.length > left.length, `left: ${left}`);
  for (const one of orders) {
    assert.deepEqual(catalogue.faults(one.modelId, one.input), [], one.modelId);
    assert.equal(one.input.prompt, 'a cat');
  }
  assert.ok(orders.some((one) => one.input.aspect_ratio === '16:9'));
});
