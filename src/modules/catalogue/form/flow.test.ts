import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answer,
  ask,
  back,
  compile,
  edit,
  type Form,
  fieldAt,
  fieldsOf,
  type Input,
  type Json,
  leave,
  missing,
  type Outcome,
  parseJson,
  result,
  type State,
  skip,
  start,
  useDefaults,
} from './index.ts';

const text = (words: string): Input => ({ kind: 'text', text: words });

function ok(outcome: Outcome): State {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.state;
}

function code(outcome: Outcome): string {
  assert.ok(!outcome.ok);
  return outcome.problem.code;
}

const say = (form: Form, state: State, path: string, words: string): State =>
  ok(answer(form, state, path, text(words)));

function sent(form: Form, state: State): Json {
  const found = result(form, state);
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
}

const picture = compile({
  type: 'object',
  required: ['prompt', 'size'],
  properties: {
    seed: { type: 'integer', 'x-order': 3 },
    size: { enum: ['1K', '2K'], default: '1K', 'x-order': 2 },
    prompt: { type: 'string', minLength: 3, 'x-order': 1 },
    hidden: { type: 'boolean', default: true, deprecated: true },
  },
});

test('fields come by x-order, required ones are asked, defaults fill the rest', () => {
  assert.deepEqual(
    fieldsOf(picture, start()).map(({ name }) => name),
    ['prompt', 'size', 'seed', 'hidden'],
  );
  let state = start();
  assert.equal(ask(picture, state)?.field.path, '/prompt');
  assert.equal(code(skip(picture, state, '/prompt')), 'required');
  assert.deepEqual(missing(picture, state), [{ code: 'required', path: '/prompt' }]);
  assert.equal(result(picture, state).ok, false);
  state = say(picture, state, '/prompt', 'кот на крыше');
  assert.equal(ask(picture, state)?.field.path, '/size');
  state = ok(skip(picture, state, '/size'));
  assert.equal(ask(picture, state), undefined);
  assert.deepEqual(sent(picture, state), { prompt: 'кот на крыше', size: '1K' });
});

test('useDefaults leaves to their defaults all that have one', () => {
  const state = useDefaults(picture, start());
  assert.equal(ask(picture, state)?.field.path, '/prompt');
  assert.equal(ask(picture, say(picture, state, '/prompt', 'кот')), undefined);
});

test('back puts the last answer on the table, and the same answer leads to the same state', () => {
  const first = say(picture, start(), '/prompt', 'кот');
  const second = say(picture, first, '/size', '2k');
  const again = back(picture, second);
  assert.equal(ask(picture, again)?.field.path, '/size');
  assert.equal(ask(picture, again)?.field.answer, '2K');
  assert.deepEqual(say(picture, again, '/size', '2k'), second);
  assert.equal(ask(picture, back(picture, again))?.field.path, '/prompt');
  assert.equal(
    ask(picture, back(picture, back(picture, back(picture, again))))?.field.path,
    '/prompt',
  );
});

test('any field can be edited out of turn, and left alone again', () => {
  const opened = ok(edit(picture, start(), '/seed'));
  assert.equal(ask(picture, opened)?.field.path, '/seed');
  assert.equal(ask(picture, leave(opened))?.field.path, '/prompt');
  assert.equal(ask(picture, back(picture, opened))?.field.path, '/prompt');
  assert.equal(ask(picture, say(picture, opened, '/seed', '5'))?.field.path, '/prompt');
  assert.equal(code(edit(picture, start(), '/nothing')), 'unknown_field');
});

// As text: a literal with a `then` looks like a promise to the linter.
const rule = parseJson(`{
  "if": { "properties": { "mode": { "const": "video" } }, "required": ["mode"] },
  "then": {
    "required": ["duration"],
    "properties": { "duration": { "maximum": 10 }, "size": { "const": "1K" }, "fps": { "enum": [24, 30] } }
  },
  "else": { "properties": { "duration": false } }
}`);

const video = compile({
  type: 'object',
  required: ['mode'],
  properties: {
    mode: { enum: ['image', 'video'] },
    duration: { type: 'integer', minimum: 1 },
    size: { enum: ['1K', '4K'] },
  },
  allOf: [rule ?? true],
});

test('a condition brings fields and takes them away', () => {
  const relevant = (state: State) =>
    fieldsOf(video, state).flatMap((field) => (field.relevant ? [field.name] : []));
  assert.deepEqual(relevant(start()), ['mode', 'size']);
  assert.equal(code(answer(video, start(), '/duration', text('5'))), 'not_now');
  const state = say(video, start(), '/mode', 'video');
  assert.deepEqual(relevant(state), ['mode', 'duration', 'size', 'fps']);
  assert.equal(ask(video, state)?.field.path, '/duration');
  assert.equal(code(answer(video, state, '/duration', text('11'))), 'too_big');
});

test('changing an answer keeps what is still valid and says what had to go', () => {
  let state = say(video, start(), '/mode', 'video');
  state = say(video, state, '/duration', '5');
  state = say(video, state, '/fps', '30');
  const outcome = answer(video, state, '/mode', text('image'));
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.dropped.map(({ path, value }) => [path, value]).toSorted(), [
    ['/duration', 5],
    ['/fps', 30],
  ]);
  assert.deepEqual(sent(video, outcome.state), { mode: 'image' });
});

test('an answer that a changed condition no longer allows is dropped, not sent', () => {
  const state = say(video, say(video, start(), '/mode', 'image'), '/size', '4K');
  const outcome = answer(video, state, '/mode', text('video'));
  assert.ok(outcome.ok);
  assert.deepEqual(
    outcome.dropped.map(({ path }) => path),
    ['/size'],
  );
});

const source = compile({
  type: 'object',
  properties: {
    image_url: { type: 'string', format: 'uri' },
    task_id: { type: 'string' },
    note: { type: 'string' },
  },
  oneOf: [{ required: ['image_url'] }, { required: ['task_id'] }],
  additionalProperties: false,
});

test('either of two: a choice is asked, and giving the other one drops the first', () => {
  const question = ask(source, start());
  assert.equal(question?.field.widget.kind, 'variants');
  const picked = ok(
    answer(source, start(), question?.field.path ?? '', { kind: 'option', index: 1 }),
  );
  assert.equal(ask(source, picked)?.field.path, '/task_id');
  const state = say(source, picked, '/task_id', 'abc');
  assert.deepEqual(sent(source, state), { task_id: 'abc' });
  const outcome = answer(source, state, '/image_url', text('https://example.com/a.png'));
  assert.ok(outcome.ok);
  assert.deepEqual(
    outcome.dropped.map(({ path }) => path),
    ['/task_id'],
  );
  assert.deepEqual(sent(source, outcome.state), { image_url: 'https://example.com/a.png' });
});

const union = compile({
  type: 'object',
  required: ['size'],
  properties: {
    size: {
      anyOf: [
        { type: 'string', enum: ['square', 'wide'] },
        {
          type: 'object',
          title: 'Own size',
          required: ['w', 'h'],
          properties: { w: { type: 'integer' }, h: { type: 'integer' } },
        },
      ],
    },
  },
});

test('alternatives: press one and be asked its fields, or just type what fits one', () => {
  assert.equal(ask(union, start())?.field.widget.kind, 'variants');
  const own = ok(answer(union, start(), '/size', { kind: 'option', index: 1 }));
  assert.equal(ask(union, own)?.field.path, '/size/w');
  const full = say(union, say(union, own, '/size/w', '10'), '/size/h', '20');
  assert.deepEqual(sent(union, full), { size: { w: 10, h: 20 } });
  assert.deepEqual(sent(union, say(union, start(), '/size', 'wide')), { size: 'wide' });
  const variant = fieldAt(union, full, '/size')?.variants[0];
  assert.equal(variant?.chosen, 1);
  const other = answer(union, full, variant?.path ?? '', { kind: 'option', index: 0 });
  assert.ok(other.ok);
  assert.deepEqual(
    other.dropped.map(({ path }) => path),
    ['/size'],
  );
  assert.equal(ask(union, other.state)?.field.widget.kind, 'choice');
});
