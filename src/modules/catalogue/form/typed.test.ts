import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, compile, fieldAt, type Input, start } from './index.ts';

const text = (words: string): Input => ({ kind: 'text', text: words });

test('a typo in an option comes back as a suggestion, never as an answer', () => {
  const form = compile({
    type: 'object',
    properties: { x: { enum: ['landscape', 'portrait', 'square'] } },
  });
  const outcome = answer(form, start(), '/x', text('landskape'));
  assert.ok(!outcome.ok && outcome.problem.code === 'not_an_option');
  assert.deepEqual(
    outcome.problem.suggestions.map(({ value }) => value),
    ['landscape'],
  );
});

test('options answer to their titles in both languages', () => {
  const form = compile(
    { type: 'object', properties: { x: { enum: ['m', 'f'] } } },
    { x: { options: { m: { ru: 'Мужской', en: 'Male' }, f: { ru: 'Женский', en: 'Female' } } } },
  );
  for (const [words, value] of [
    ['мужской', 'm'],
    ['FEMALE', 'f'],
  ] as const) {
    const outcome = answer(form, start(), '/x', text(words));
    assert.ok(outcome.ok);
    assert.equal(fieldAt(form, outcome.state, '/x')?.answer, value);
  }
});

test('hundredths that floats cannot hold are taken as the step next to them, or the nearest are offered', () => {
  const form = compile({
    type: 'object',
    properties: { x: { type: 'number', minimum: 0, maximum: 1, multipleOf: 0.01 } },
  });
  let taken = 0;
  for (let i = 0; i <= 100; i += 1) {
    const outcome = answer(form, start(), '/x', text((i / 100).toFixed(2).replace('.', ',')));
    if (outcome.ok) {
      const value = fieldAt(form, outcome.state, '/x')?.answer;
      assert.ok(typeof value === 'number' && Math.abs(value - i / 100) < 1e-12);
      taken += 1;
    } else {
      assert.ok(outcome.problem.code === 'not_a_step' && outcome.problem.near.length > 0);
      for (const near of outcome.problem.near)
        assert.ok(answer(form, start(), '/x', text(String(near))).ok, String(near));
    }
  }
  assert.ok(taken > 90, String(taken));
});
