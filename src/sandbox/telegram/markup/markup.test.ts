import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MarkupError, type MarkupPlace, parseMarkup } from './index.ts';

const chat: MarkupPlace = { privateChat: true, localUrls: false };
const group: MarkupPlace = { privateChat: false, localUrls: false };
const inline = (button: unknown) => ({ inline_keyboard: [[button]] });
const keyboard = (button: unknown) => ({ keyboard: [[button]] });

const refused = (markup: unknown, error: string, place = chat) =>
  assert.throws(
    () => parseMarkup(markup, place),
    (thrown) => {
      assert.ok(thrown instanceof MarkupError);
      assert.equal(thrown.message, error);
      return true;
    },
    error,
  );

test('every kind of inline button comes through as the server shows it', () => {
  const kept: unknown[] = [
    { text: 'a', callback_data: '\u0001\ufffd' },
    { text: 'a', callback_data: 'x'.repeat(64), style: 'danger', icon_custom_emoji_id: '536832' },
    { text: 'a', web_app: { url: 'https://a.com/x' } },
    { text: 'a', copy_text: { text: 'seed 1' } },
    { text: 'a', switch_inline_query: '' },
    { text: 'a', switch_inline_query_current_chat: 'x' },
    { text: 'a', switch_inline_query_chosen_chat: { query: '', allow_user_chats: true } },
    { text: 'a', disabled: {} },
    { text: 'a', url: 'tg://user?id=5' },
  ];
  for (const button of kept) assert.deepEqual(parseMarkup(inline(button), chat), inline(button));
  assert.deepEqual(
    parseMarkup(inline({ text: 'a', url: 'Example.com' }), chat),
    inline({ text: 'a', url: 'http://example.com/' }),
  );
  assert.deepEqual(
    parseMarkup(JSON.stringify(inline({ text: 'a', callback_data: 'b' })), chat),
    inline({ text: 'a', callback_data: 'b' }),
  );
});

test('the first recognised action wins and the others are lost', () => {
  const button = {
    text: 'a',
    disabled: {},
    copy_text: { text: 'c' },
    callback_data: 'd',
    web_app: { url: 'http://x' },
  };
  assert.deepEqual(parseMarkup(inline(button), chat), inline({ text: 'a', callback_data: 'd' }));
});

test('an empty keyboard and buttons without a text are no keyboard', () => {
  for (const markup of [
    undefined,
    '',
    {},
    { inline_keyboard: [] },
    { inline_keyboard: [[]] },
    inline({ text: '', callback_data: 'x' }),
  ]) {
    assert.equal(parseMarkup(markup, chat), undefined);
  }
});

test('a pay button stands first and only on invoices', () => {
  const pay = { text: 'Pay', pay: true };
  const other = { text: 'a', callback_data: 'x' };
  const invoice = { ...chat, invoice: true };
  assert.deepEqual(parseMarkup({ inline_keyboard: [[pay], [other]] }, invoice), {
    inline_keyboard: [[pay], [other]],
  });
  refused(inline(pay), 'BUTTON_TYPE_INVALID');
  refused({ inline_keyboard: [[other, pay]] }, 'BUTTON_POS_INVALID', invoice);
  refused(inline(other), 'REPLY_MARKUP_BUY_EMPTY', invoice);
});

test('wrong markups are refused in the words of the server', () => {
  const cases: [unknown, string][] = [
    ['{', "Can't parse reply keyboard markup JSON object"],
    ['[]', 'Object expected as reply markup'],
    [{ inline_keyboard: 'bad' }, 'Field "inline_keyboard" must be of type Array'],
    [
      { inline_keyboard: [{ text: 'a' }] },
      'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ],
    [{ keyboard: ['a'] }, 'Field "keyboard" must be an Array of Arrays'],
    [inline(1), "Can't parse inline keyboard button: InlineKeyboardButton must be an Object"],
    [
      inline({ callback_data: 'x' }),
      'Can\'t parse inline keyboard button: Can\'t find field "text"',
    ],
    [
      inline({ text: [] }),
      'Can\'t parse inline keyboard button: Field "text" must be of type String',
    ],
    [
      inline({ text: 'a' }),
      "Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      inline({ text: 'a', callback_data: '' }),
      "Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      inline({ text: 'a', callback_data: 'x', style: 'link' }),
      "Can't parse inline keyboard button: Invalid button style specified",
    ],
    [inline({ text: 'a', callback_data: 'x'.repeat(65) }), 'BUTTON_DATA_INVALID'],
    [inline({ text: 'a', callback_data: 'я'.repeat(33) }), 'BUTTON_DATA_INVALID'],
    [inline({ text: 'a', copy_text: { text: '' } }), 'BUTTON_COPY_TEXT_INVALID'],
    [inline({ text: 'a', copy_text: { text: 'x'.repeat(257) } }), 'BUTTON_COPY_TEXT_INVALID'],
    [
      inline({ text: 'a', url: 'not-a-url' }),
      "Inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
    ],
    [
      inline({ text: 'a', url: 'ftp://example.com' }),
      "Inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
    ],
    [
      inline({ text: 'a', web_app: { url: 'http://example.com' } }),
      "Inline keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed",
    ],
    [
      inline({ text: 'a', web_app: { url: 'http://127.0.0.1:80' } }),
      "Inline keyboard button Web App URL 'http://127.0.0.1:80' is invalid: Only HTTPS links are allowed",
    ],
    [inline({ text: 'a', login_url: { url: 'https://example.com' } }), 'BOT_DOMAIN_INVALID'],
    [
      inline({ text: 'a', switch_inline_query_chosen_chat: {} }),
      'At least one chat type must be allowed',
    ],
    [
      keyboard({ text: 'a', web_app: { url: 'http://example.com' } }),
      "Keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed",
    ],
    [
      keyboard({ text: 'a', request_users: { request_id: 1, max_quantity: 11 } }),
      'BUTTON_QUANTITY_MAX_INVALID',
    ],
    [
      keyboard({ text: 'a', request_chat: {} }),
      'Can\'t parse keyboard button: Can\'t find field "request_id"',
    ],
    [keyboard(1), "Can't parse keyboard button: KeyboardButton must be a String or an Object"],
    [
      { keyboard: [['a']], one_time_keyboard: 'yes' },
      'Field "one_time_keyboard" must be of type Boolean',
    ],
    [{ remove_keyboard: 'yes' }, 'Field "remove_keyboard" must be of type Boolean'],
    [{ force_reply: 'yes' }, 'Field "force_reply" must be of type Boolean'],
    [{ force_reply: true, input_field_placeholder: 'x'.repeat(65) }, 'REPLY_MARKUP_INVALID'],
  ];
  for (const [markup, error] of cases) refused(markup, error);
});

test('inline keyboards have at most 8 buttons in a row, 100 in all and about 10 kB', () => {
  const row = (size: number, data = 'x') =>
    Array.from({ length: size }, () => ({ text: 'a', callback_data: data }));
  assert.ok(parseMarkup({ inline_keyboard: [row(8)] }, chat));
  refused({ inline_keyboard: [row(9)] }, 'Reply markup is too long');
  assert.ok(parseMarkup({ inline_keyboard: Array.from({ length: 20 }, () => row(5)) }, chat));
  refused(
    { inline_keyboard: [...Array.from({ length: 20 }, () => row(5)), row(1)] },
    'Reply markup is too long',
  );
  const long = Array.from({ length: 15 }, () => [{ text: 'я'.repeat(400), callback_data: 'x' }]);
  refused({ inline_keyboard: long }, 'Reply markup is too long');
});

test('some buttons live in private chats only', () => {
  const app = { text: 'a', web_app: { url: 'https://a.com/' } };
  refused(inline(app), 'BUTTON_TYPE_INVALID', group);
  refused(keyboard(app), 'Web App buttons can be used in private chats only', group);
  refused(
    keyboard({ text: 'a', request_contact: true }),
    'Phone number can be requested in private chats only',
    group,
  );
  refused(
    keyboard({ text: 'a', request_location: true }),
    'Location can be requested in private chats only',
    group,
  );
});

test('http on loopback is good enough with local urls only', () => {
  const local = { ...chat, localUrls: true };
  const button = { text: 'a', web_app: { url: 'http://localhost:8080/app' } };
  assert.deepEqual(parseMarkup(inline(button), local), inline(button));
  refused(
    inline({ text: 'a', web_app: { url: 'http://example.com' } }),
    "Inline keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed",
    local,
  );
});

test('reply keyboards, removal and forced replies come through, over the limits the rest is left out', () => {
  assert.deepEqual(
    parseMarkup(
      {
        keyboard: [['a', { text: 'b', request_contact: true }]],
        resize_keyboard: true,
        input_field_placeholder: 'p',
        selective: true,
      },
      chat,
    ),
    {
      keyboard: [[{ text: 'a' }, { text: 'b', request_contact: true }]],
      resize_keyboard: true,
      input_field_placeholder: 'p',
      selective: true,
    },
  );
  assert.deepEqual(parseMarkup({ remove_keyboard: true }, chat), { remove_keyboard: true });
  assert.deepEqual(parseMarkup({ force_reply: true, input_field_placeholder: 'p' }, chat), {
    force_reply: true,
    input_field_placeholder: 'p',
  });
  assert.deepEqual(
    parseMarkup({ ...inline({ text: 'a', callback_data: 'b' }), force_reply: true }, chat),
    { ...inline({ text: 'a', callback_data: 'b' }), force_reply: true },
  );
  const wide = parseMarkup(
    { keyboard: Array.from({ length: 30 }, () => Array(13).fill('x')) },
    chat,
  );
  assert.ok(wide !== undefined && 'keyboard' in wide);
  assert.deepEqual(
    wide.keyboard.map((row) => row.length),
    Array(25).fill(12),
  );
});

test('an edit takes nothing but an inline keyboard', () => {
  const edit = { ...chat, inlineOnly: true };
  for (const markup of [{ keyboard: [['a']] }, { remove_keyboard: true }, { force_reply: true }]) {
    refused(markup, 'Inline keyboard expected', edit);
  }
});
