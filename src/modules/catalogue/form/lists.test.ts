import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  add,
  answer,
  ask,
  compile,
  done,
  edit,
  type Form,
  fieldAt,
  type Input,
  type Json,
  leave,
  missing,
  type Outcome,
  remove,
  result,
  type State,
  start,
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

const story = compile({
  type: 'object',
  required: ['shots'],
  properties: {
    shots: {
      type: 'array',
      minItems: 1,
      maxItems: 2,
      items: {
        type: 'object',
        required: ['prompt'],
        properties: { prompt: { type: 'string' }, seconds: { type: 'integer', default: 5 } },
      },
    },
    images: { type: 'array', minItems: 2, items: { type: 'string', format: 'uri' } },
  },
});

test('a storyboard is built shot by shot', () => {
  assert.equal(code(done(story, start(), '/shots')), 'too_few');
  let state = ok(add(story, start(), '/shots'));
  assert.equal(ask(story, state)?.field.path, '/shots/0/prompt');
  state = say(story, state, '/shots/0/prompt', 'рассвет');
  assert.equal(ask(story, state)?.field.path, '/shots');
  state = say(story, ok(add(story, state, '/shots')), '/shots/1/prompt', 'закат');
  assert.equal(code(add(story, state, '/shots')), 'too_many');
  state = ok(done(story, state, '/shots'));
  assert.equal(ask(story, state), undefined);
  const shots = [
    { prompt: 'рассвет', seconds: 5 },
    { prompt: 'закат', seconds: 5 },
  ];
  assert.deepEqual(sent(story, state), { shots });
  assert.deepEqual(sent(story, ok(remove(story, state, '/shots/0'))), { shots: shots.slice(1) });
});

test('pictures are added one by one until there are enough', () => {
  const file = (id: number): Input => ({
    kind: 'file',
    url: `jackdraw://file/${id}`,
    media: 'image',
  });
  let state = ok(answer(story, start(), '/images', file(1)));
  assert.deepEqual(
    missing(story, state).map(({ path, code: why }) => [path, why]),
    [
      ['/shots', 'required'],
      ['/images', 'too_few'],
    ],
  );
  state = ok(answer(story, state, '/images', file(2)));
  assert.deepEqual(fieldAt(story, state, '/images')?.answer, [
    'jackdraw://file/1',
    'jackdraw://file/2',
  ]);
});

test('defaults that contradict each other are not sent together', () => {
  const form = compile({
    type: 'object',
    properties: { a: { type: 'integer', default: 1 }, b: { type: 'integer', default: 2 } },
    not: { required: ['a', 'b'] },
  });
  assert.deepEqual(sent(form, start()), {});
  assert.deepEqual(sent(form, say(form, start(), '/b', '7')), { b: 7 });
});

test('a default that breaks its own schema is never sent', () => {
  const form = compile({
    type: 'object',
    required: ['n'],
    properties: {
      n: { type: 'integer', maximum: 10, default: 50 },
      s: { type: 'string', default: null },
    },
  });
  assert.equal(fieldAt(form, start(), '/n')?.default, undefined);
  assert.deepEqual(sent(form, say(form, start(), '/n', '3')), { n: 3 });
});

test('recursion goes as deep as the person does', () => {
  const form = compile({
    $ref: '#/$defs/node',
    $defs: {
      node: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, next: { $ref: '#/$defs/node' } },
      },
    },
  });
  let state = say(form, start(), '/name', 'a');
  state = ok(edit(form, state, '/next'));
  assert.equal(ask(form, state)?.field.path, '/next/name');
  state = say(form, state, '/next/name', 'b');
  assert.deepEqual(sent(form, leave(state)), { name: 'a', next: { name: 'b' } });
});
