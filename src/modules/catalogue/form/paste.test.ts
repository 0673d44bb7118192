import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, compile, current, paste, start } from './index.ts';

const form = compile(
  {
    type: 'object',
    required: ['prompt'],
    properties: {
      prompt: { type: 'string' },
      aspect_ratio: { enum: ['16:9', '1:1'] },
      steps: { type: 'integer', minimum: 1, maximum: 50 },
      sound: { type: 'boolean' },
      shots: {
        type: 'array',
        items: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
      },
    },
    additionalProperties: false,
  },
  {
    prompt: { title: { ru: 'Описание', en: 'Description' } },
    aspect_ratio: { title: { ru: 'Формат кадра', en: 'Aspect ratio' } },
  },
);

test('lines with names or titles in either language are taken, a line without one carries on', () => {
  const text = `Описание: кот на крыше
под дождём
Формат кадра = 16на9
- Steps: 20
звук: да
sound: вкл`;
  const { state, taken, refused, unknown } = paste(form, start(), text);
  assert.deepEqual(current(form, state), {
    prompt: 'кот на крыше\nпод дождём',
    aspect_ratio: '16:9',
    steps: 20,
    sound: true,
  });
  assert.deepEqual(taken, ['/prompt', '/aspect_ratio', '/steps', '/sound']);
  assert.deepEqual(refused, []);
  assert.deepEqual(unknown, ['звук: да']);
});

test('what does not fit is told with its reason, the rest is taken', () => {
  const { state, refused } = paste(form, start(), 'prompt: кот\nsteps: 500\naspect_ratio: 5:4');
  assert.deepEqual(current(form, state), { prompt: 'кот' });
  assert.deepEqual(
    refused.map(({ path, problem }) => [path, problem.code]),
    [
      ['/steps', 'too_big'],
      ['/aspect_ratio', 'not_an_option'],
    ],
  );
});

test('a small slip in a name is forgiven, another word is not', () => {
  const { state, unknown } = paste(form, start(), 'promt: кот\nsize: 5');
  assert.deepEqual(current(form, state), { prompt: 'кот' });
  assert.deepEqual(unknown, ['size: 5']);
});

test('JSON is taken as a whole when it is complete, also between fences', () => {
  const before = answer(form, start(), '/steps', { kind: 'value', value: 7 });
  assert.ok(before.ok);
  const whole = paste(
    form,
    before.state,
    '```json\n{"prompt": "кот", "shots": [{"text": "a"}]}\n```',
  );
  assert.deepEqual(current(form, whole.state), { prompt: 'кот', shots: [{ text: 'a' }] });
});

test('incomplete JSON adds to what is there, and says what it could not take', () => {
  const before = answer(form, start(), '/steps', { kind: 'value', value: 7 });
  assert.ok(before.ok);
  const { state, taken, refused } = paste(
    form,
    before.state,
    '{"sound": true, "steps": "x", "other": 1}',
  );
  assert.deepEqual(current(form, state), { steps: 7, sound: true });
  assert.deepEqual(taken, ['/sound']);
  assert.deepEqual(
    refused.map(({ path, problem }) => [path, problem.code]),
    [
      ['/steps', 'wrong_type'],
      ['/other', 'unknown_field'],
    ],
  );
});

test('fields that depend on others fit in any order of the paste', () => {
  const dependent = compile({
    type: 'object',
    properties: { mode: { enum: ['a', 'b'] } },
    required: ['mode'],
    oneOf: [
      { properties: { mode: { const: 'a' }, x: { type: 'integer' } }, required: ['x'] },
      { properties: { mode: { const: 'b' }, y: { type: 'integer' } }, required: ['y'] },
    ],
  });
  const { state, refused } = paste(dependent, start(), '{"y": 5, "mode": "b"}');
  assert.deepEqual(refused, []);
  assert.deepEqual(current(dependent, state), { y: 5, mode: 'b' });
});

test('a form that is not an object takes a paste as its answer', () => {
  const list = compile({ type: 'array', items: { type: 'integer' } });
  assert.deepEqual(current(list, paste(list, start(), '[1, 2]').state), [1, 2]);
  assert.deepEqual(current(list, paste(list, start(), '3, 4').state), [3, 4]);
  assert.deepEqual(current(list, paste(list, start(), '["x"]').state), undefined);
});
