import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readGiven, toValue, UsageError } from './values.ts';

const schema = {
  type: 'object',
  properties: {
    prompt: { type: 'string' },
    seed: { type: 'integer' },
    loud: { type: 'boolean' },
    images: { type: 'array', items: { type: 'string' } },
    size: { type: ['string', 'null'] },
  },
};

test('a value is read as its parameter wants it', () => {
  const cases: [string, string, unknown][] = [
    ['prompt', '42', '42'],
    ['seed', '42', 42],
    ['loud', 'true', true],
    ['images', 'jackdraw://file/1', ['jackdraw://file/1']],
    ['images', '["a","b"]', ['a', 'b']],
    ['size', '1:1', '1:1'],
    ['unknown', '[1', '[1'],
  ];
  for (const [key, text, value] of cases) assert.deepEqual(toValue(schema, { key, text }), value);
});

test('what is not key=value is told', () => {
  assert.deepEqual(readGiven(['prompt=a=b']), [{ key: 'prompt', text: 'a=b' }]);
  for (const word of ['prompt', '=x']) assert.throws(() => readGiven([word]), UsageError);
});
