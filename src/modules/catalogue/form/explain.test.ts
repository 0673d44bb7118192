import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locales } from '#kernel';
import {
  answer,
  compile,
  explain,
  fieldAt,
  type Input,
  type Json,
  limitsOf,
  start,
} from './index.ts';

const text = (words: string): Input => ({ kind: 'text', text: words });

function complain(schema: Json, input: Input, locale: 'ru' | 'en'): string {
  const form = compile({ type: 'object', properties: { x: schema } });
  const outcome = answer(form, start(), '/x', input);
  assert.ok(!outcome.ok);
  return explain(outcome.problem, locale, fieldAt(form, start(), '/x'));
}

const cases: readonly (readonly [Json, Input, string, string])[] = [
  [
    { type: 'integer', minimum: 1, maximum: 9, default: 4 },
    text('много'),
    'Нужно целое число, например 1.',
    'A whole number is needed, e.g. 1.',
  ],
  [
    { type: 'number', minimum: 0.5 },
    text('0,1'),
    'Нужно не меньше 0,5, например 1,5.',
    'It must be at least 0.5, e.g. 1.5.',
  ],
  [
    { type: 'number', exclusiveMaximum: 2 },
    text('2'),
    'Нужно меньше 2, например 1.',
    'It must be less than 2, e.g. 1.',
  ],
  [
    { type: 'integer', multipleOf: 8 },
    text('12'),
    'Нужно число с шагом 8. Ближайшее: 8 или 16.',
    'It must go in steps of 8. The nearest: 8 or 16.',
  ],
  [
    { enum: ['landscape', 'portrait'] },
    text('landskape'),
    'Такого варианта нет. Вы имели в виду «landscape»?',
    'There is no such option. Did you mean “landscape”?',
  ],
  [
    { enum: ['landscape', 'portrait'] },
    text('щ'),
    'Такого варианта нет. Можно, например: «landscape», «portrait».',
    'There is no such option. Try, e.g., “landscape”, “portrait”.',
  ],
  [
    { type: 'string', maxLength: 3 },
    text('длинно'),
    'Слишком длинно: можно до 3 знаков, а сейчас 6. Сократите, например, на 3.',
    'Too long: up to 3 characters, now 6. Cut 3, for example.',
  ],
  [
    { type: 'string', pattern: '^a+$', examples: ['aaa'] },
    text('b'),
    'Нужна запись особого вида, например aaa.',
    'It must look a certain way, e.g. aaa.',
  ],
  [
    { type: 'string', pattern: '^#[0-9a-fA-F]{6}$' },
    text('красный'),
    'Нужна запись особого вида, например #234567.',
    'It must look a certain way, e.g. #234567.',
  ],
  [
    { type: 'string', pattern: '^(?=a)b$' },
    text('b'),
    'Нужна запись особого вида: какая, сказано в описании этого параметра.',
    'It must look a certain way: the description of this parameter says how.',
  ],
  [
    { oneOf: [{ type: 'integer', minimum: 1, maximum: 9 }, { type: 'boolean' }] },
    text('синий'),
    'Подойдёт что-то одно: «Целое число» (например 1), «Да или нет» (например да).',
    'One of these will do: “Whole number” (e.g. 1), “Yes or no” (e.g. yes).',
  ],
  [
    { oneOf: [{ type: 'integer', minimum: 1, maximum: 9 }, { enum: ['auto', 'none'] }] },
    { kind: 'value', value: { a: 1 } },
    'Подойдёт что-то одно: «Целое число» (например 1), «auto, none» (например auto).',
    'One of these will do: “Whole number” (e.g. 1), “auto, none” (e.g. auto).',
  ],
  [
    { type: 'object', properties: { width: {}, height: {} }, additionalProperties: false },
    { kind: 'json', text: '{"widht":1}' },
    'Параметра «widht» здесь нет. Есть, например: «width», «height».',
    'There is no parameter “widht” here. There are, e.g., “width”, “height”.',
  ],
  [
    {
      type: 'object',
      properties: { mode: { enum: ['fast', 'fine'] }, steps: { type: 'integer' } },
      if: { properties: { mode: { const: 'fast' } }, required: ['mode'] },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: { properties: { steps: false } },
    },
    { kind: 'json', text: '{"mode":"fast","steps":3}' },
    'Уберите «steps»: другие ответы этого не допускают.',
    'Take out “steps”: the other answers leave no room for it.',
  ],
  [
    { type: 'object', propertyNames: { pattern: '^[a-z]+$' }, additionalProperties: true },
    { kind: 'json', text: '{"A1":1}' },
    'Имя «A1» здесь не подойдёт, назовите иначе, например «cd».',
    'The name “A1” will not do here, choose another, e.g. “cd”.',
  ],
  [
    {
      type: 'object',
      properties: { mask_image: {}, background: {} },
      not: { required: ['mask_image', 'background'] },
    },
    { kind: 'json', text: '{"mask_image":1,"background":2}' },
    'Вместе это нельзя: «Mask image», «Background». Оставьте, например, только «Mask image».',
    'These do not go together: “Mask image”, “Background”. Keep only “Mask image”, for example.',
  ],
  [
    { type: 'string', not: { enum: ['root'] } },
    text('root'),
    '«root» здесь нельзя — назовите другое, например кот на крыше.',
    '“root” is not allowed here — name another, e.g. a cat on a roof.',
  ],
  [
    { type: 'array', items: { type: 'integer' }, contains: { const: 7 } },
    { kind: 'value', value: [1] },
    'В списке не хватает обязательного значения. Добавьте, например, «7».',
    'The list lacks a value that must be in it. Add, e.g., “7”.',
  ],
  [
    { type: 'string', format: 'date' },
    text('скоро'),
    'Нужна дата, например 25.12.2026.',
    'A date is needed, e.g. 25.12.2026.',
  ],
  [{ type: 'boolean' }, text('хм'), 'Ответьте «да» или «нет».', 'Answer “yes” or “no”.'],
  [
    { type: 'string', 'x-media': 'video' },
    { kind: 'file', url: 'a:b', media: 'image' },
    'Пришлите видео или ссылку, например https://example.com/photo.png.',
    'Send a video or a link, e.g. https://example.com/photo.png.',
  ],
  [
    { type: 'array', items: { type: 'integer' }, minItems: 2 },
    text('1'),
    'Маловато: нужно хотя бы 2 штуки, а сейчас 1.',
    'Too few: at least 2, now 1.',
  ],
];

test('a problem is a sentence that says what is expected, in both languages', () => {
  for (const [schema, input, ru, en] of cases) {
    assert.equal(complain(schema, input, 'ru'), ru);
    assert.equal(complain(schema, input, 'en'), en);
  }
});

test('an example in a complaint about a number would itself be taken', () => {
  const schemas: Json[] = [
    { type: 'integer', minimum: 64, maximum: 2048, multipleOf: 64 },
    { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
    { type: 'number', minimum: -5, maximum: -4.5 },
    { type: 'integer', maximum: 0 },
    { type: 'number', exclusiveMinimum: 0, multipleOf: 0.1 },
  ];
  for (const schema of schemas)
    for (const locale of locales) {
      const words = complain(schema, text('слово'), locale);
      const example = /(?:например|e\.g\.) (.*)\.$/.exec(words)?.[1] ?? '';
      const form = compile({ type: 'object', properties: { x: schema } });
      assert.ok(
        answer(form, start(), '/x', text(example)).ok,
        `${words} ${JSON.stringify(schema)}`,
      );
    }
});

test('the example of a pattern fits it, and no pattern is ever shown', () => {
  const patterns = [
    '^[a-z0-9_-]{3,}$',
    '^\\d{2}:\\d{2}(:\\d{2})?$',
    '^[A-Z]{2}-\\d+$',
    '^(https?|s3)://\\S+$',
    '^[\\w.+-]+@[\\w-]+\\.\\w+$',
    '^\\p{Lu}\\p{L}*$',
    '^(true|false)$',
  ];
  for (const pattern of patterns)
    for (const locale of locales) {
      const words = complain({ type: 'string', pattern, maxLength: 40 }, text('!'), locale);
      const example = /(?:например|e\.g\.) (.*)\.$/.exec(words)?.[1];
      assert.match(example ?? '', new RegExp(pattern, 'u'), words);
      assert.ok(!words.includes(pattern));
    }
});

test('limits are told in a few words', () => {
  const limits = (schema: Json, locale: 'ru' | 'en') => {
    const form = compile({ type: 'object', properties: { x: schema } });
    const field = fieldAt(form, start(), '/x');
    assert.ok(field);
    return limitsOf(field, locale);
  };
  assert.equal(
    limits({ type: 'integer', minimum: 1, maximum: 15 }, 'ru'),
    'от 1 до 15, целое число',
  );
  assert.equal(
    limits({ type: 'number', exclusiveMinimum: 0, multipleOf: 0.5 }, 'en'),
    'more than 0, steps of 0.5',
  );
  assert.equal(limits({ type: 'string', maxLength: 5000 }, 'ru'), 'до 5\u00A0000 знаков');
  assert.equal(
    limits({ type: 'array', items: {}, minItems: 1, maxItems: 4, uniqueItems: true }, 'en'),
    '1 to 4, no repeats',
  );
  assert.equal(limits({ type: 'boolean' }, 'ru'), '');
  const long = { type: 'string', minLength: 1, maxLength: 12_000 };
  assert.equal(limits(long, 'ru'), '1–12\u00A0000 знаков');
  assert.equal(limits(long, 'en'), '1–12,000 characters');
  assert.equal(limits({ type: 'string', minLength: 1 }, 'en'), 'from 1 character');
  const wide = { type: 'number', minimum: -1234.5, maximum: 1_000_000 };
  assert.equal(limits(wide, 'ru'), 'от -1\u00A0234,5 до 1\u00A0000\u00A0000');
  assert.equal(limits(wide, 'en'), '-1,234.5 to 1,000,000');
});
