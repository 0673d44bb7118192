import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { blocksOfHtml } from './rich-html.ts';
import { type RichText, richTextOfMarkdown } from './rich-inline.ts';
import { blocksOfMarkdown } from './rich-markdown.ts';

test('Markdown of a model becomes blocks', () => {
  const text =
    '# Title\nIntro with **bold _both_** and `code`.\n\n1. one\n2. two\n\n- [x] done\n- [ ] open\n\n> said\n\n```ts\nlet a = 1;\n```\n\n| a | b |\n|---|--:|\n| 1 | **2** |\n\n---';
  const blocks = blocksOfMarkdown(text);
  assert.deepEqual(
    blocks.map((block) => block.type),
    ['heading', 'paragraph', 'list', 'list', 'blockquote', 'pre', 'table', 'divider'],
  );
  assert.deepEqual(blocks[1], {
    type: 'paragraph',
    text: [
      'Intro with ',
      { type: 'bold', text: ['bold ', { type: 'italic', text: 'both' }] },
      ' and ',
      { type: 'code', text: 'code' },
      '.',
    ],
  });
  assert.partialDeepStrictEqual(blocks[3], {
    items: [{ has_checkbox: true, is_checked: true }, { has_checkbox: true }],
  });
  assert.deepEqual(blocks[5], { type: 'pre', text: 'let a = 1;', language: 'ts' });
  assert.partialDeepStrictEqual(blocks[6], {
    cells: [
      [{ is_header: true }, {}],
      [{ text: '1' }, { text: { type: 'bold', text: '2' }, align: 'right' }],
    ],
  });
});

test('Markdown inside a line: links, escapes, marks without an end', () => {
  const cases: [string, RichText][] = [
    [
      '[a *b*](https://x.com)',
      { type: 'url', text: ['a ', { type: 'italic', text: 'b' }], url: 'https://x.com' },
    ],
    [
      '![👍](tg://emoji?id=5)',
      { type: 'custom_emoji', custom_emoji_id: '5', alternative_text: '👍' },
    ],
    [
      '![now](tg://time?unix=5&format=r)',
      { type: 'date_time', text: 'now', unix_time: 5, date_time_format: 'r' },
    ],
    ['\\*a\\* 2 * 3 * 4 snake_case_name **open', '*a* 2 * 3 * 4 snake_case_name **open'],
    [
      '~~a~~ ||b|| ==c==',
      [
        { type: 'strikethrough', text: 'a' },
        ' ',
        { type: 'spoiler', text: 'b' },
        ' ',
        { type: 'marked', text: 'c' },
      ],
    ],
  ];
  for (const [text, expected] of cases) assert.deepEqual(richTextOfMarkdown(text), expected, text);
});

test('HTML becomes blocks', () => {
  assert.deepEqual(
    blocksOfHtml(
      '<h2>T</h2><p>a <b>b</b> &lt; <a href="https://x.com">c</a></p><hr><ul><li>one</li><li>two</li></ul>tail',
    ),
    [
      { type: 'heading', size: 2, text: 'T' },
      {
        type: 'paragraph',
        text: [
          'a ',
          { type: 'bold', text: 'b' },
          ' < ',
          { type: 'url', text: 'c', url: 'https://x.com' },
        ],
      },
      { type: 'divider' },
      {
        type: 'list',
        items: ['one', 'two'].map((text) => ({
          label: '•',
          blocks: [{ type: 'paragraph', text }],
        })),
      },
      { type: 'paragraph', text: 'tail' },
    ],
  );
});

test('whatever a model writes, also cut off in the middle, is read', () => {
  const part = fc.constantFrom(
    '**',
    '*',
    '_',
    '`',
    '```',
    '\n',
    '\n\n',
    '# ',
    '- ',
    '1. ',
    '> ',
    '|',
    '[a](',
    'http://x)',
    '\\',
    '<b>',
    '</b>',
    '<p>',
    '</p>',
    '<li>',
    'text',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      assert.ok(Array.isArray(blocksOfMarkdown(text)));
      assert.ok(Array.isArray(blocksOfHtml(text)));
    }),
    { numRuns: 1000 },
  );
});

test('marks nested deeper than anybody shows them stay signs', () => {
  const deep = '*_'.repeat(8000);
  const text = `${deep}x${[...deep].toReversed().join('')}`;
  assert.ok(JSON.stringify(richTextOfMarkdown(text)).length > 0);
  assert.equal(blocksOfHtml('<b>'.repeat(8000)).length, 1);
});
