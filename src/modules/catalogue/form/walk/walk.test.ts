import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isList, isObject, type Json, parseJson } from '../json.ts';
import { judgeOf } from './judge.ts';
import { walk } from './walk.ts';

const readFixture = (name: string): readonly Json[] => {
  const list = parseJson(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));
  assert.ok(isList(list));
  return list;
};

test('every foreign schema can be walked to an input that a plain ajv takes', () => {
  const corpus = readFixture('foreign.json');
  assert.ok(corpus.length > 80);
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

test('schemas that nothing can fill, or that never end, fail and do not hang', () => {
  for (const entry of readFixture('endless.json')) {
    assert.ok(isObject(entry) && entry.input_schema !== undefined);
    assert.equal(walk(entry.input_schema, 1).ok, false, String(entry.id));
  }
});

test('parameters may be called what every object of JavaScript has', () => {
  const text = { type: 'string', minLength: 1 };
  for (const required of [[], ['toString'], ['prompt', 'constructor']])
    for (const seed of [1, 2, 3]) {
      const schema: Json = {
        type: 'object',
        properties: {
          prompt: text,
          toString: text,
          constructor: { type: 'integer' },
          valueOf: text,
        },
        required,
        additionalProperties: false,
      };
      const { ok, problem, input } = walk(schema, seed);
      assert.ok(ok, problem);
      const keys = Object.keys(isObject(input) ? input : {});
      assert.ok(required.every((key) => keys.includes(key)));
    }
});
