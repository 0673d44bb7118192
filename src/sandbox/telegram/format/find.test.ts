import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findEntities } from './index.ts';

const found = (text: string) =>
  findEntities(text).map(
    ({ type, offset, length }) => `${type} ${text.slice(offset, offset + length)}`,
  );

test('what the server marks by itself is found', () => {
  const cases: [string, string[]][] = [
    ['/start abc', ['bot_command /start']],
    ['see /help@jackdraw_bot, a/b and //x', ['bot_command /help@jackdraw_bot']],
    ['@jackdraw and mail@x, @ab, @gif', ['mention @jackdraw', 'mention @gif']],
    ['#tag #тег #1 a#b #a#b', ['hashtag #tag', 'hashtag #тег']],
    ['$USD $usd $TOOLONGNAME a$USD', ['cashtag $USD']],
    ['write to a.b+c@example.com!', ['email a.b+c@example.com']],
    ['https://example.com/a_(b)?q=1#x.', ['url https://example.com/a_(b)?q=1#x']],
    ['(see example.com).', ['url example.com']],
    ['readme.md, index.js, main.notatld and v1.2', ['url readme.md']],
    ['http://127.0.0.1:8080/x and 127.0.0.1', ['url http://127.0.0.1:8080/x']],
    ['tg://resolve?domain=x', ['url tg://resolve?domain=x']],
    ['пример.рф и http://localhost', ['url пример.рф']],
    ['call +7 (912) 345-67-89 now', ['phone_number +7 (912) 345-67-89']],
    ['card 4242 4242 4242 4242, not 4242 4242 4242 4243', ['bank_card_number 4242 4242 4242 4242']],
    ['just words', []],
  ];
  for (const [text, expected] of cases) assert.deepEqual(found(text), expected, text);
});
