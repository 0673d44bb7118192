import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import { readParamTexts } from './built-in.ts';
import { createCatalogue } from './catalogue.ts';
import { checkModels } from './check.ts';

const terms = { rate: '1', step: credits('0.1'), least: credits('0.1') };
const open = (file?: unknown) =>
  createCatalogue({ terms, ...(file === undefined ? {} : { file }) });

test("an operator's parameter may refer to the root and speak OpenAPI 3.0", () => {
  const sample = open().get('z-image');
  const mine = (properties: object, rest: object = {}) => [
    { ...sample, id: 'mine', price: { credits: 1, per: 'run' } },
    { id: 'mine', schema: { type: 'object', properties, ...rest } },
  ];
  const ratio = { enum: ['1:1', '16:9'], type: 'string' };
  for (const [ref, rest] of [
    ['#/$defs/r', { $defs: { r: ratio } }],
    ['#/definitions/r', { definitions: { r: ratio } }],
    ['#/components/schemas/r', { components: { schemas: { r: ratio } } }],
    ['#/properties/other', {}],
  ] as const)
    for (const [value, isRight] of [
      ['1:1', true],
      ['2:1', false],
    ] as const) {
      const [whole, change] = mine(
        { ratio: { allOf: [{ $ref: ref }], default: value }, other: ratio },
        rest,
      );
      const added = { ...whole, ...change };
      const told = checkModels([added], readParamTexts()).mistakes;
      assert.deepEqual(
        told.map(({ where }) => where),
        isRight ? [] : ['entry 1 (mine): schema.ratio'],
      );
      if (isRight) assert.deepEqual(open([added]).faults('mine', { ratio: '16:9' }), []);
    }

  const limited = { type: 'number', minimum: 0, exclusiveMinimum: true };
  const [whole, change] = mine({
    strength: { ...limited, default: 0.5 },
    none: { ...limited, default: 0 },
    maybe: { allOf: [{ type: 'string' }], nullable: true, default: null },
  });
  const { mistakes } = checkModels([{ ...whole, ...change }], readParamTexts());
  assert.deepEqual(mistakes, [
    { where: 'entry 1 (mine): schema.none', what: 'default must be > 0' },
  ]);
});

test('models with one and the same $id, or after a broken one, are judged each for itself', () => {
  const sample = open().get('z-image');
  const model = (id: string, fallback: string, dialect?: string) => ({
    ...sample,
    id,
    price: { credits: 1, per: 'run' },
    schema: {
      ...(dialect !== undefined && { $schema: dialect }),
      $id: 'https://example.com/input.json',
      type: 'object',
      properties: { mode: { $ref: '#/$defs/mode', default: fallback } },
      $defs: { mode: { enum: [id] } },
    },
  });
  const broken = {
    ...model('c', 'c'),
    schema: { type: 'object', properties: { x: { type: 'no' } } },
  };
  const old = 'http://json-schema.org/draft-07/schema#';
  const file = [model('a', 'a'), broken, model('b', 'b'), model('d', 'b'), model('e', 'e', old)];
  const { mistakes } = checkModels(file, readParamTexts());
  assert.deepEqual(
    mistakes.map(({ where }) => where),
    ['entry 2 (c): schema', 'entry 4 (d): schema.mode'],
  );
});

test('a reference to nothing is told with its place', () => {
  const sample = open().get('z-image');
  const properties = { ratio: { $ref: '#/$defs/gone', default: '1:1' } };
  const broken = {
    ...sample,
    price: { credits: 1, per: 'run' },
    schema: { type: 'object', properties },
  };
  const { mistakes } = checkModels([broken], readParamTexts());
  assert.match(mistakes.map(({ where, what }) => `${where}: ${what}`).join(), /schema: .*gone/);
});
