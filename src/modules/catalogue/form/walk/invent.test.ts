import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createChance } from '../chance.ts';
import { compile } from '../compile.ts';
import { isEqual } from '../json.ts';
import { paste } from '../paste.ts';
import { result, start } from '../result.ts';
import { invent } from './invent.ts';
import { judgeOf } from './judge.ts';
import { walk } from './walk.ts';

const seeds = fc.nat(1_000_000);
const made = (seed: number) => {
  const invented = invent(createChance(seed));
  const judge = judgeOf(invented.schema);
  assert.ok(judge && judge(invented.value) === undefined, 'the inventor is wrong');
  return { ...invented, judge };
};

test('what can be completed is completed, and what is accepted is valid', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { schema, judge } = made(seed);
      const walked = walk(schema, seed);
      assert.ok(walked.ok, `${walked.problem} ${JSON.stringify(schema)}`);
      assert.equal(judge(walked.input ?? null), undefined);
    }),
    { numRuns: 80 },
  );
});

test('any valid input can be pasted, and nothing of it is lost', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { schema, value, judge } = made(seed);
      const form = compile(schema);
      const { state } = paste(form, start(), JSON.stringify(value));
      assert.ok(isEqual(state.value, value), JSON.stringify(state.value));
      const found = result(form, state);
      assert.ok(found.ok, JSON.stringify(found));
      assert.equal(judge(found.value), undefined);
    }),
    { numRuns: 100 },
  );
});

test('any JSON at all is either valid or refused with a reason', () => {
  fc.assert(
    fc.property(seeds, fc.jsonValue(), (seed, json) => {
      const { schema, judge } = made(seed);
      const form = compile(schema);
      const { state } = paste(form, start(), JSON.stringify(json));
      const found = result(form, state);
      if (found.ok) assert.equal(judge(found.value), undefined);
      else assert.ok(found.problems.length > 0);
    }),
    { numRuns: 100 },
  );
});
