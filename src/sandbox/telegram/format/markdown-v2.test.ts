import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMarkdownV2 } from './markdown-v2.ts';

test('wrong MarkdownV2 is refused in the words of the server', () => {
  const cases: [string, string][] = [
    ['hello.', "Character '.' is reserved and must be escaped with the preceding '\\'"],
    ['a-b', "Character '-' is reserved and must be escaped with the preceding '\\'"],
    ['hello!', "Character '!' is reserved and must be escaped with the preceding '\\'"],
    ['a > b', "Character '>' is reserved and must be escaped with the preceding '\\'"],
    ['a | b', "Character '|' is reserved and must be escaped with the preceding '\\'"],
    ['*unclosed', "Can't find end of Bold entity at byte offset 0"],
    ['яя _x', "Can't find end of Italic entity at byte offset 5"],
    ['__x', "Can't find end of Underline entity at byte offset 0"],
    ['~x', "Can't find end of Strikethrough entity at byte offset 0"],
    ['||x', "Can't find end of Spoiler entity at byte offset 0"],
    ['`x', "Can't find end of Code entity at byte offset 0"],
    ['```x', "Can't find end of Pre entity at byte offset 0"],
    ['```py\nx', "Can't find end of PreCode entity at byte offset 0"],
    ['[x', "Can't find end of TextUrl entity at byte offset 0"],
    ['[x](http', "Can't find end of a URL at byte offset 4"],
    ['![x', "Can't find end of CustomEmoji entity at byte offset 0"],
    ['![x]', 'Custom emoji entity must contain a tg://emoji URL'],
    ['![x](http://a.com)', 'Custom emoji URL must have scheme tg'],
    ['![x](tg://user?id=1)', 'Custom emoji URL must have host "emoji"'],
    ['![x](tg://emoji', "Can't find end of a custom emoji URL at byte offset 5"],
    ['>*x\ny', "Can't find end of Bold entity at byte offset 1"],
  ];
  for (const [text, error] of cases) {
    assert.throws(() => parseMarkdownV2(text, false), {
      name: 'FormatError',
      message: `Can't parse entities: ${error}`,
    });
  }
});
