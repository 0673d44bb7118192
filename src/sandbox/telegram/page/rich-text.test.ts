import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText, toTextNodes } from './rich-text.ts';

test('rich text becomes the tree of plain messages', () => {
  const nodes = toTextNodes(['a ', { type: 'bold', text: ['b', { type: 'italic', text: 'c' }] }]);
  assert.equal(plainText(nodes), 'a bc');
  assert.partialDeepStrictEqual(nodes[1], {
    kind: 'entity',
    entity: { type: 'bold' },
    children: [{ text: 'b' }, { kind: 'entity', entity: { type: 'italic' }, text: 'c' }],
  });
});

test('a link keeps its address, an emoji its other text, a formula its source', () => {
  const [link] = toTextNodes({ type: 'url', text: 'site', url: 'https://example.com' });
  assert.partialDeepStrictEqual(link, {
    entity: { type: 'text_link', url: 'https://example.com' },
  });
  const emoji = { type: 'custom_emoji', custom_emoji_id: '1', alternative_text: '🎨' };
  assert.equal(plainText(toTextNodes(emoji)), '🎨');
  assert.equal(
    plainText(toTextNodes({ type: 'mathematical_expression', expression: 'x^2' })),
    'x^2',
  );
});

test('what is no text is nothing', () => {
  for (const none of [undefined, null, 5, '', [], { type: 'anchor', name: 'a' }])
    assert.deepEqual(toTextNodes(none), []);
});
