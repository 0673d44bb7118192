import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseEntities, type TextNode, toSafeUrl } from './entities.ts';
import type { Entity } from './types.ts';

const flat = (nodes: readonly TextNode[]): string =>
  nodes.map((node) => (node.kind === 'text' ? node.text : flat(node.children))).join('');

const shape = (nodes: readonly TextNode[]): string =>
  nodes
    .map((node) =>
      node.kind === 'text' ? node.text : `<${node.entity.type}:${shape(node.children)}>`,
    )
    .join('');

const cases: [string, string, Entity[], string][] = [
  ['plain text stays whole', 'hello', [], 'hello'],
  ['an entity is cut out', 'a bold c', [{ type: 'bold', offset: 2, length: 4 }], 'a <bold:bold> c'],
  [
    'offsets count UTF-16 units',
    '🎨🎨 x',
    [{ type: 'bold', offset: 2, length: 2 }],
    '🎨<bold:🎨> x',
  ],
  [
    'a bound inside a surrogate pair is moved out of it',
    '🎨b',
    [{ type: 'bold', offset: 1, length: 2 }],
    '<bold:🎨b>',
  ],
  [
    'nested entities nest, the longer outside',
    'abcdef',
    [
      { type: 'italic', offset: 1, length: 2 },
      { type: 'bold', offset: 0, length: 6 },
    ],
    '<bold:a<italic:bc>def>',
  ],
  [
    'overlapping entities are split at the border',
    'abcdef',
    [
      { type: 'bold', offset: 0, length: 4 },
      { type: 'italic', offset: 2, length: 4 },
    ],
    '<bold:ab<italic:cd>><italic:ef>',
  ],
  [
    'an entity past the end is clipped',
    'abc',
    [{ type: 'code', offset: 1, length: 99 }],
    'a<code:bc>',
  ],
];

for (const [name, text, entities, want] of cases)
  test(name, () => assert.equal(shape(parseEntities(text, entities)), want));

test('the leaves are the text, whatever the entities', () => {
  const entity = fc.record({
    type: fc.constantFrom('bold', 'italic', 'code', 'spoiler'),
    offset: fc.integer({ min: -3, max: 40 }),
    length: fc.integer({ min: -2, max: 30 }),
  });
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.array(entity, { maxLength: 8 }),
      (text, entities) => assert.equal(flat(parseEntities(text, entities)), text),
    ),
  );
});

test('only addresses a person may follow become links', () => {
  assert.equal(toSafeUrl('example.com/a'), 'https://example.com/a');
  assert.equal(toSafeUrl('http://127.0.0.1:3000/app'), 'http://127.0.0.1:3000/app');
  assert.equal(toSafeUrl('tg://user?id=1'), 'tg://user?id=1');
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'JaVaScRiPt:1', 'http://', ''])
    assert.equal(toSafeUrl(bad), undefined, bad);
});
