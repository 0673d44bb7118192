import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isList, isObject, type Json, parseJson } from '../json.ts';
import { judgeOf } from './judge.ts';
import { walk } from './walk.ts';

const corpus = parseJson(
  readFileSync(new URL('../fixtures/foreign.json', import.meta.url), 'utf8'),
);

test('every foreign schema can be walked to an input that a plain ajv takes', () => {
  assert.ok(isList(corpus) && corpus.length > 50);
  for (const entry of corpus) {
    assert.ok(isObject(entry) && entry.input_schema !== undefined);
    const schema: Json = entry.input_schema;
    for (const seed of [1, 2]) {
      const walked = walk(schema, seed);
      assert.ok(walked.ok, `${entry.id} seed ${seed}: ${walked.problem}`);
      assert.equal(judgeOf(schema)?.(walked.input ?? null), undefined, String(entry.id));
    }
  }
});

test('the same seed walks the same way', () => {
  const schema = { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] };
  assert.deepEqual(walk(schema, 5), walk(schema, 5));
});

test('a schema that nothing can fit is a failed walk, not an endless one', () => {
  const schema = {
    type: 'object',
    required: ['a'],
    properties: { a: { allOf: [{ type: 'string' }, { type: 'integer' }] } },
  };
  const walked = walk(schema, 1);
  assert.equal(walked.ok, false);
  assert.match(walked.problem ?? '', /no valid answer found/);
});
