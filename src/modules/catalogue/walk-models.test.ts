import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBuiltIn } from './built-in.ts';
import { type Json, parseJson } from './form/index.ts';
import { judgeOf, walk } from './form/walk/index.ts';

test('every model of the catalogue can be walked to an input that a plain ajv takes', () => {
  const models = readBuiltIn();
  assert.ok(models.length >= 200);
  for (const { id, schema } of models) {
    const json: Json = parseJson(JSON.stringify(schema)) ?? true;
    const walked = walk(json, 7);
    assert.ok(walked.ok, `${id}: ${walked.problem}`);
    const judge = judgeOf(json);
    assert.ok(judge, `${id}: ajv cannot read the schema`);
    assert.equal(judge(walked.input ?? null), undefined, id);
  }
});
