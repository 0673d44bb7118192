import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, compile, fieldAt, type Input, start } from './index.ts';
import type { Json } from './json.ts';

const text = (words: string): Input => ({ kind: 'text', text: words });

/** One field `x` of this schema, one answer: the value that stands, or the code of the refusal. */
function say(schema: Json, input: Input | string): Json | undefined {
  const form = compile({ type: 'object', properties: { x: schema } });
  const given = typeof input === 'string' ? text(input) : input;
  const outcome = answer(form, start(), '/x', given);
  if (!outcome.ok) return `! ${outcome.problem.code}`;
  return fieldAt(form, outcome.state, '/x')?.answer;
}

type Case = readonly [schema: Json, input: Input | string, expected: Json];

const tables: Readonly<Record<string, readonly Case[]>> = {
  'numbers as people type them': [
    [{ type: 'number' }, '1,5', 1.5],
    [{ type: 'number' }, ' 1 000,25 ', 1000.25],
    [{ type: 'number' }, '1\u00A0000', 1000],
    [{ type: 'number' }, '\u22123', -3],
    [{ type: 'number' }, '+7', 7],
    [{ type: 'number' }, '.5', 0.5],
    [{ type: 'number' }, '1e3', 1000],
    [{ type: 'number' }, '50 %', 50],
    [{ type: 'integer' }, '5 сек', 5],
    [{ type: 'integer' }, '1,000', 1000],
    [{ type: 'integer' }, '1.000', 1000],
    [{ type: 'integer' }, '12.000 px', 12_000],
    [{ type: 'integer' }, '1,250,000', 1_250_000],
    [{ type: 'integer' }, '-2.500', -2500],
    [{ type: 'integer' }, '1.0', 1],
    [{ type: 'integer' }, '0.500', '! not_an_integer'],
    [{ type: 'integer' }, '0,500', '! not_an_integer'],
    [{ type: 'integer' }, '1.000,500', '! not_a_number'],
    [{ type: 'number' }, '1.000', 1],
    [{ type: 'number' }, '1,000', 1],
    [{ type: 'integer' }, '5,0', 5],
    [{ type: 'integer' }, '1.234.567', 1_234_567],
    [{ type: 'number' }, 'много', '! not_a_number'],
    [{ type: 'number' }, '', '! not_a_number'],
    [{ type: 'number' }, '1 2 3,4,5', '! not_a_number'],
    [{ type: 'integer' }, '1,5', '! not_an_integer'],
    [{ type: 'integer' }, '9007199254740993', '! too_precise'],
    [{ type: 'integer' }, '412736208886848', 412_736_208_886_848],
  ],
  'ranges and steps': [
    [{ type: 'integer', minimum: 3 }, '2', '! too_small'],
    [{ type: 'integer', minimum: 3 }, '3', 3],
    [{ type: 'integer', maximum: 3 }, '4', '! too_big'],
    [{ type: 'number', exclusiveMinimum: 0 }, '0', '! too_small'],
    [{ type: 'number', exclusiveMaximum: 1 }, '1', '! too_big'],
    [{ type: 'number', minimum: 0, exclusiveMinimum: true }, '0', '! too_small'],
    [{ type: 'number', minimum: 0, exclusiveMinimum: false }, '0', 0],
    [{ type: 'number', maximum: 1, exclusiveMaximum: true }, '1', '! too_big'],
    [{ type: 'integer', multipleOf: 8 }, '12', '! not_a_step'],
    [{ type: 'integer', multipleOf: 8 }, '16', 16],
    [{ type: 'number', multipleOf: 0.5 }, '2,5', 2.5],
    [{ type: 'number', multipleOf: 0.1 }, '0,25', '! not_a_step'],
    [{ type: 'integer', format: 'int32' }, '3000000000', '! bad_format'],
  ],
  'yes and no': [
    [{ type: 'boolean' }, 'да', true],
    [{ type: 'boolean' }, 'Вкл.', true],
    [{ type: 'boolean' }, 'ON', true],
    [{ type: 'boolean' }, '+', true],
    [{ type: 'boolean' }, 'нет!', false],
    [{ type: 'boolean' }, 'выкл', false],
    [{ type: 'boolean' }, 'off', false],
    [{ type: 'boolean' }, { kind: 'option', index: 0 }, true],
    [{ type: 'boolean' }, { kind: 'option', index: 1 }, false],
    [{ type: 'boolean' }, { kind: 'option', index: 2 }, '! wrong_input'],
    [{ type: 'boolean' }, 'может быть', '! not_a_yes_or_no'],
  ],
  'options as people type them': [
    [{ enum: ['16:9', '9:16', '1:1'] }, '16на9', '16:9'],
    [{ enum: ['16:9', '9:16', '1:1'] }, '16 x 9', '16:9'],
    [{ enum: ['16:9', '9:16', '1:1'] }, '16х9', '16:9'],
    [{ enum: ['16:9', '9:16', '1:1'] }, '16/9', '16:9'],
    [{ enum: ['1024x1024', '512x512'] }, '512*512', '512x512'],
    [{ enum: ['1K', '2K', '4K'] }, '4к', '4K'],
    [{ enum: ['720p', '1080p'] }, '1080', '1080p'],
    [{ enum: ['TURBO', 'QUALITY'] }, 'turbo', 'TURBO'],
    [{ enum: ['no_refiner', 'base'] }, 'No refiner', 'no_refiner'],
    [{ enum: [512, 768] }, '768', 768],
    [{ enum: [0.5, 1] }, '0,5', 0.5],
    [{ enum: [true, 'auto'] }, 'да', true],
    [{ enum: ['1', '01'] }, '01', '01'],
    [{ enum: ['Yes', 'yes'] }, 'YES', '! not_an_option'],
    [{ enum: ['a', 'b'] }, { kind: 'option', index: 1 }, 'b'],
    [{ enum: ['a', 'b'] }, { kind: 'option', index: 2 }, '! wrong_input'],
    [{ enum: ['a', null] }, { kind: 'nothing' }, null],
    [{ enum: ['landscape', 'portrait'] }, 'landskape', '! not_an_option'],
    [
      {
        oneOf: [
          { const: 's', title: 'Small' },
          { const: 'l', title: 'Large' },
        ],
      },
      'small',
      's',
    ],
    [{ anyOf: [{ type: 'string', enum: ['auto'] }, { type: 'string' }] }, 'своё', 'своё'],
  ],
  texts: [
    [{ type: 'string' }, '  кот ', 'кот'],
    [{ type: 'string', pattern: '^ +x$' }, '  x', '  x'],
    [{ type: 'string', minLength: 3 }, 'кт', '! too_short'],
    [{ type: 'string', maxLength: 1 }, '🐈', '🐈'],
    [{ type: 'string', maxLength: 1 }, 'кот', '! too_long'],
    [{ type: 'string', pattern: '^[a-z]+$' }, 'ABC', '! bad_pattern'],
    [{ type: 'string', format: 'email' }, 'nobody', '! bad_format'],
    [{ type: 'string', format: 'made-up' }, 'anything', 'anything'],
    [{ type: 'string', pattern: '(?P<broken>' }, 'anything', 'anything'],
    [{ type: 'string', format: 'time' }, '10:30', '10:30:00+03:00'],
    [{ type: 'string', not: { enum: ['root'] } }, 'root', '! forbidden_together'],
    [{ type: ['string', 'null'] }, { kind: 'nothing' }, null],
    [{ type: 'string', nullable: true }, { kind: 'nothing' }, null],
    [{ type: 'string' }, { kind: 'nothing' }, '! wrong_type'],
  ],
  dates: [
    [{ type: 'string', format: 'date' }, '25.12.2026', '2026-12-25'],
    [{ type: 'string', format: 'date' }, '25/12/26', '2026-12-25'],
    [{ type: 'string', format: 'date' }, '5 марта 2027 г.', '2027-03-05'],
    [{ type: 'string', format: 'date' }, 'Mar 5, 2027', '2027-03-05'],
    [{ type: 'string', format: 'date' }, '2026-12-25', '2026-12-25'],
    [{ type: 'string', format: 'date' }, '31.02.2026', '! not_a_date'],
    [{ type: 'string', format: 'date' }, 'скоро', '! not_a_date'],
    [{ type: 'string', format: 'date-time' }, '25.12.2026 10:30', '2026-12-25T10:30:00+03:00'],
    [{ type: 'string', format: 'date-time' }, '25.12.2026', '2026-12-25T00:00:00+03:00'],
    [{ type: 'string', format: 'date-time' }, '2026-12-25T10:30:00Z', '2026-12-25T10:30:00Z'],
    [{ type: 'string', format: 'date-time' }, '25.12.2026 25:99', '! not_a_date'],
  ],
  media: [
    [{ type: 'string', format: 'uri' }, 'https://example.com/a.png', 'https://example.com/a.png'],
    [{ type: 'string', format: 'uri' }, 'example.com/a.png', 'https://example.com/a.png'],
    [
      { type: 'string', format: 'uri' },
      'https://пример.рф/кот.png',
      'https://xn--e1afmkfd.xn--p1ai/%D0%BA%D0%BE%D1%82.png',
    ],
    [{ type: 'string', format: 'uri' }, 'кот', '! bad_format'],
    [
      { type: 'string', format: 'uri' },
      { kind: 'file', url: 'jackdraw://file/1' },
      'jackdraw://file/1',
    ],
    [
      { type: 'string', format: 'uri', 'x-media': 'image' },
      { kind: 'file', url: 'jackdraw://file/1', media: 'audio' },
      '! not_media',
    ],
    [
      { type: 'string', 'x-media': 'image', 'x-max-mb': 1 },
      { kind: 'file', url: 'jackdraw://file/1', sizeBytes: 2_000_000 },
      '! file_too_big',
    ],
    [
      { type: 'string', 'x-media': 'image', 'x-accept': ['image/png'] },
      { kind: 'file', url: 'jackdraw://file/1', mimeType: 'image/gif' },
      '! wrong_file_type',
    ],
  ],
  lists: [
    [{ type: 'array', items: { type: 'integer' } }, '1, 2, 3', [1, 2, 3]],
    [{ type: 'array', items: { type: 'number' } }, '1,5; 2,5', [1.5, 2.5]],
    [{ type: 'array', items: { type: 'string' } }, 'кот\nпёс', ['кот', 'пёс']],
    [{ type: 'array', items: { type: 'string' } }, '["a, b"]', ['a, b']],
    [{ type: 'array', items: { enum: ['16:9'] } }, '16на9', ['16:9']],
    [{ type: 'array', items: { type: 'integer' } }, '1, два', '! not_a_number'],
    [{ type: 'array', minItems: 2, items: { type: 'integer' } }, '1', '! too_few'],
    [{ type: 'array', maxItems: 1, items: { type: 'integer' } }, '1, 2', '! too_many'],
    [{ type: 'array', uniqueItems: true, items: { type: 'integer' } }, '1, 1', '! not_unique'],
    [{ type: 'array', contains: { const: 7 } }, { kind: 'value', value: [1] }, '! lacks_item'],
    [
      { type: 'array', prefixItems: [{ type: 'integer' }], items: false },
      { kind: 'value', value: [1, 2] },
      '! unexpected',
    ],
    [{ type: 'array', items: [{ type: 'integer' }, { type: 'boolean' }] }, '5; да', [5, true]],
    [
      { type: 'array', items: { type: 'string', format: 'uri' } },
      { kind: 'file', url: 'jackdraw://file/1' },
      ['jackdraw://file/1'],
    ],
  ],
  'groups, maps and alternatives': [
    [{ type: 'object', properties: { a: { type: 'integer' } } }, 'a: 5', { a: 5 }],
    [{ type: 'object', properties: { a: { type: 'integer' } } }, '{"a": 5}', { a: 5 }],
    [{ type: 'object', properties: { a: { type: 'integer' } } }, '{"a": "5"}', '! wrong_type'],
    [
      { type: 'object', additionalProperties: { type: 'string' } },
      'X-Key: abc\nOther = d',
      { 'X-Key': 'abc', Other: 'd' },
    ],
    [
      {
        type: 'object',
        patternProperties: { '^x-': { type: 'integer' } },
        additionalProperties: false,
      },
      'x-a: 5',
      { 'x-a': 5 },
    ],
    [{ type: 'object', propertyNames: { pattern: '^[a-z]+$' } }, '{"A": 1}', '! bad_name'],
    [{ type: 'object', minProperties: 1 }, '{}', '! too_few'],
    [{ anyOf: [{ type: 'integer' }, { type: 'string' }] }, '5', 5],
    [{ anyOf: [{ type: 'string' }, { type: 'integer' }] }, 'пять', 'пять'],
    [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, '5', 5],
    [{ type: ['integer', 'boolean'] }, 'да', true],
    [
      {
        oneOf: [
          { type: 'integer', maximum: 5 },
          { type: 'integer', minimum: 3 },
        ],
      },
      '4',
      '! ambiguous',
    ],
    [
      {
        oneOf: [
          { type: 'integer', maximum: 5 },
          { type: 'integer', minimum: 3 },
        ],
      },
      '2',
      2,
    ],
    [
      {
        anyOf: [
          { enum: ['square'] },
          { type: 'object', required: ['w'], properties: { w: { type: 'integer' } } },
        ],
      },
      '{"w": 5}',
      { w: 5 },
    ],
    [{ allOf: [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }] }, 'a', '! not_an_option'],
  ],
  'anything and nothing': [
    [{}, 'просто текст', 'просто текст'],
    [{}, '{"a": [1]}', { a: [1] }],
    [true, '5', 5],
    [false, '5', '! unknown_field'],
    [{ const: { k: 1 } }, { kind: 'value', value: { k: 2 } }, '! not_an_option'],
    [{ type: 'any' }, 'x', 'x'],
    [{ $ref: '#/nowhere' }, 'x', 'x'],
    [{ type: 'object' }, { kind: 'json', text: '{' }, '! not_json'],
  ],
};

for (const [name, cases] of Object.entries(tables))
  test(name, () => {
    for (const [schema, input, expected] of cases)
      assert.deepEqual(
        say(schema, input),
        expected,
        `${JSON.stringify(schema)} ← ${JSON.stringify(input)}`,
      );
  });
