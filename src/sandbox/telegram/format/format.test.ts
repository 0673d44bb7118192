import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { User } from '../types.ts';
import { FormatError, formatCaption, formatMessage, formatText } from './index.ts';

const ada: User = { id: 7, is_bot: false, first_name: 'Ada' };
const rules = { findUser: (id: number) => (id === 7 ? ada : undefined), localUrls: false };

const read = (parseMode: string | undefined, text: string, entities?: unknown) => {
  const result = formatMessage({ text, parseMode, entities }, rules);
  return [result.text, result.entities] as const;
};

const refused = (parseMode: string | undefined, text: string, error: string, entities?: unknown) =>
  assert.throws(
    () => formatMessage({ text, parseMode, entities }, rules),
    (thrown) => {
      assert.ok(thrown instanceof FormatError);
      assert.equal(thrown.message, error);
      return true;
    },
  );

test('HTML becomes entities counted in UTF-16 units', () => {
  assert.deepEqual(read('HTML', '🐦 <b>bold</b> <i>it</i>'), [
    '🐦 bold it',
    [
      { type: 'bold', offset: 3, length: 4 },
      { type: 'italic', offset: 8, length: 2 },
    ],
  ]);
  assert.deepEqual(read('html', 'a &lt;b&gt; &amp; &#128038; &#x41; &quot; &nbsp;'), [
    'a <b> & 🐦 A " &nbsp;',
    [],
  ]);
  assert.deepEqual(read('HTML', '<pre><code class="language-ts">let a</code></pre>')[1], [
    { type: 'pre', offset: 0, length: 5, language: 'ts' },
  ]);
  assert.deepEqual(read('HTML', '<code class="language-ts">x</code>')[1], [
    { type: 'code', offset: 0, length: 1 },
  ]);
  assert.deepEqual(read('HTML', '<blockquote expandable>q</blockquote>')[1], [
    { type: 'expandable_blockquote', offset: 0, length: 1 },
  ]);
  assert.deepEqual(
    read('HTML', '<span class="tg-spoiler">s</span> <tg-spoiler>t</tg-spoiler>')[1],
    [
      { type: 'spoiler', offset: 0, length: 1 },
      { type: 'spoiler', offset: 2, length: 1 },
    ],
  );
  assert.deepEqual(read('HTML', '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>')[1], [
    { type: 'custom_emoji', offset: 0, length: 2, custom_emoji_id: '5368324170671202286' },
  ]);
  assert.deepEqual(read('HTML', '<tg-time unix="1647531900" format="Tw">soon</tg-time>')[1], [
    { type: 'date_time', offset: 0, length: 4, unix_time: 1647531900, date_time_format: 'wT' },
  ]);
});

test('links are normalised, links to unknown people and wrong links are dropped', () => {
  assert.deepEqual(read('HTML', '<a href="https://Example.com">x</a>')[1], [
    { type: 'text_link', offset: 0, length: 1, url: 'https://example.com/' },
  ]);
  assert.deepEqual(read('HTML', '<a href="tg://user?id=7">x</a>')[1], [
    { type: 'text_mention', offset: 0, length: 1, user: ada },
  ]);
  assert.deepEqual(read('HTML', '<a href="tg://user?id=8">x</a><a href="localhost">y</a>')[1], []);
  assert.deepEqual(
    formatText(
      { text: '[x](http://127.0.0.1:80/a)', parseMode: 'Markdown' },
      { ...rules, localUrls: true },
    ).entities,
    [{ type: 'text_link', offset: 0, length: 1, url: 'http://127.0.0.1:80/a' }],
  );
});

test('wrong HTML is refused in the words of the server, with byte offsets', () => {
  const cases: [string, string][] = [
    ['жar <x>y</x>', 'Unsupported start tag "x" at byte offset 5'],
    ['a < b', 'Unsupported start tag "" at byte offset 2'],
    ['a <b', 'Unclosed start tag at byte offset 2'],
    ['<b>unclosed', 'Can\'t find end tag corresponding to start tag "b"'],
    ['<b><i>test</b></i>', 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'],
    ['ab</b>', 'Unexpected end tag at byte offset 2'],
    ['<b>x</b', 'Unclosed end tag at byte offset 4'],
    ['<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
    ['<a href=x!>y</a>', 'Unexpected end of name token at byte offset 8'],
    ['<a href="x', 'Unclosed start tag at byte offset 0'],
    ['<a href', 'Unclosed start tag "a" at byte offset 0'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    [
      '<tg-emoji emoji-id="9999999999999999999">x</tg-emoji>',
      'Invalid custom emoji identifier specified',
    ],
    ['<script>alert(1)</script>', 'Unsupported start tag "script" at byte offset 0'],
    [
      '&#xd800;',
      'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
    ],
  ];
  for (const [text, error] of cases) refused('HTML', text, `Can't parse entities: ${error}`);
});

test('legacy Markdown has marks without nesting', () => {
  assert.deepEqual(read('Markdown', '*b* _i_ `c` ```py\nx``` [l](http://a.com) \\*'), [
    'b i c x l *',
    [
      { type: 'bold', offset: 0, length: 1 },
      { type: 'italic', offset: 2, length: 1 },
      { type: 'code', offset: 4, length: 1 },
      { type: 'pre', offset: 6, length: 1, language: 'py' },
      { type: 'text_link', offset: 8, length: 1, url: 'http://a.com/' },
    ],
  ]);
  refused(
    'Markdown',
    'ё *unclosed',
    "Can't parse entities: Can't find end of the entity starting at byte offset 3",
  );
});

test('MarkdownV2 nests, escapes and quotes', () => {
  assert.deepEqual(read('MarkdownV2', '*b _i_* __u__ ~s~ ||x|| 1\\.0'), [
    'b i u s x 1.0',
    [
      { type: 'bold', offset: 0, length: 2 },
      { type: 'bold', offset: 2, length: 1 },
      { type: 'italic', offset: 2, length: 1 },
      { type: 'underline', offset: 4, length: 1 },
      { type: 'strikethrough', offset: 6, length: 1 },
      { type: 'spoiler', offset: 8, length: 1 },
    ],
  ]);
  assert.deepEqual(read('MarkdownV2', '>one\n>two\nthree'), [
    'one\ntwo\nthree',
    [{ type: 'blockquote', offset: 0, length: 8 }],
  ]);
  assert.deepEqual(read('MarkdownV2', '>one\n>two||'), [
    'one\ntwo',
    [{ type: 'expandable_blockquote', offset: 0, length: 7 }],
  ]);
  assert.deepEqual(
    read(
      'MarkdownV2',
      '![👍](tg://emoji?id=5368324170671202286) ![now](tg://time?unix=1647531900&format=r)',
    )[1],
    [
      { type: 'custom_emoji', offset: 0, length: 2, custom_emoji_id: '5368324170671202286' },
      { type: 'date_time', offset: 3, length: 3, unix_time: 1647531900, date_time_format: 'r' },
    ],
  );
  assert.deepEqual(read('MarkdownV2', '```js\na.b!\n```')[1], [
    { type: 'pre', offset: 0, length: 4, language: 'js' },
  ]);
});

test('given entities are checked like the server checks them', () => {
  assert.deepEqual(
    read(undefined, 'hello', [
      { type: 'bold', offset: 0, length: 5 },
      { type: 'bot_command', offset: 0, length: 5 },
      { type: 'italic', offset: 2, length: 0 },
    ])[1],
    [{ type: 'bold', offset: 0, length: 5 }],
  );
  const cases: [unknown, string][] = [
    [
      { type: 'bold', offset: 100, length: 1 },
      'Entity begins after the end of the text at UTF-16 offset 100',
    ],
    [
      { type: 'bold', offset: 0, length: 100 },
      'Entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100',
    ],
    [
      { type: 'bold', offset: 7, length: 1 },
      'Entity begins in a middle of a UTF-16 symbol at byte offset 10',
    ],
    [
      { type: 'bold', offset: 6, length: 1 },
      'Entity beginning at UTF-16 offset 6 ends in a middle of a UTF-16 symbol at byte offset 10',
    ],
    [{ type: 'bold', offset: -1, length: 1 }, 'Receive an entity with incorrect offset -1'],
    [
      { type: 'bold', offset: 0, length: 1_000_001 },
      'Receive an entity with incorrect length 1000001',
    ],
    [
      { type: 'invalid_type', offset: 0, length: 1 },
      "Can't parse MessageEntity: Unsupported type specified",
    ],
    [{ type: 'bold', length: 1 }, 'Can\'t parse MessageEntity: Can\'t find field "offset"'],
    [
      { type: 'text_link', offset: 0, length: 5, url: 'not-a-url' },
      "Entity URL 'not-a-url' is invalid: Wrong HTTP URL",
    ],
    [
      { type: 'text_link', offset: 0, length: 5, url: '' },
      "Entity URL '' is invalid: URL host is empty",
    ],
    [
      { type: 'text_link', offset: 0, length: 5, url: 'ftp://a.com' },
      "Entity URL 'ftp://a.com' is invalid: Unsupported URL protocol",
    ],
    [
      { type: 'text_link', offset: 0, length: 4 },
      'Can\'t parse MessageEntity: Can\'t find field "url"',
    ],
    [
      { type: 'text_mention', offset: 0, length: 4 },
      'Can\'t parse MessageEntity: Can\'t find field "user"',
    ],
    [{ type: 'text_mention', offset: 0, length: 4, user: { id: 0 } }, 'User not found'],
    [
      { type: 'custom_emoji', offset: 0, length: 1 },
      'Can\'t parse MessageEntity: Can\'t find field "custom_emoji_id"',
    ],
    [
      { type: 'custom_emoji', offset: 0, length: 1, custom_emoji_id: '9999999999999999999' },
      'Can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number',
    ],
    ['bold', "Can't parse MessageEntity: expected an Object"],
  ];
  for (const [entity, error] of cases) refused(undefined, 'hello 🐦', error, [entity]);
});

test('entities that cross are dropped or split, code has nothing inside', () => {
  const given = [
    { type: 'code', offset: 0, length: 4 },
    { type: 'bold', offset: 2, length: 4 },
    { type: 'text_link', offset: 3, length: 3, url: 'http://a.com/' },
    { type: 'italic', offset: 6, length: 2 },
    { type: 'italic', offset: 8, length: 2 },
  ];
  assert.deepEqual(read(undefined, '0123456789', given)[1], [
    { type: 'code', offset: 0, length: 4 },
    { type: 'bold', offset: 4, length: 2 },
    { type: 'italic', offset: 6, length: 4 },
  ]);
});

test('only the first hundred entities are kept', () => {
  const text = 'ab'.repeat(150);
  const entities = Array.from({ length: 150 }, (_, index) => ({
    type: 'bold',
    offset: index * 2,
    length: 1,
  }));
  assert.equal(read(undefined, text, entities)[1].length, 100);
});

test('lengths are counted in code points after parsing', () => {
  assert.equal(read('HTML', `<b>${'🐦'.repeat(4096)}</b>`)[0].length, 8192);
  refused(undefined, 'x'.repeat(4097), 'Message is too long');
  refused('HTML', `<b>${'x'.repeat(4097)}</b>`, 'Message is too long');
  refused(undefined, 'x'.repeat(32_769), 'Text is too long');
  refused(undefined, '', 'Message text is empty');
  refused(undefined, ' \n ', 'Text must be non-empty');
  refused('HTML', '<b> </b>', 'Text must be non-empty');
  refused('Wiki', 'x', 'Unsupported parse_mode');
  refused(undefined, '\ud800', 'Strings must be encoded in UTF-8');
  assert.throws(() => formatMessage({ text: 'x'.repeat(4097) }, { ...rules, edit: true }), {
    message: 'MESSAGE_TOO_LONG',
  });
  assert.equal(formatCaption({ text: 'x'.repeat(1024) }, rules).text.length, 1024);
  assert.throws(() => formatCaption({ text: 'x'.repeat(1025) }, rules), {
    message: 'Message caption is too long',
  });
  assert.equal(formatCaption({ text: '' }, rules).text, '');
});

test('texts are cleaned and trimmed, entities move along', () => {
  assert.deepEqual(read('HTML', '  \r\n a\tb\u202e <b>c  </b> \n'), [
    'a b c',
    [{ type: 'bold', offset: 4, length: 1 }],
  ]);
  assert.deepEqual(read('HTML', ' <i> x</i>'), [' x', [{ type: 'italic', offset: 0, length: 2 }]]);
});
