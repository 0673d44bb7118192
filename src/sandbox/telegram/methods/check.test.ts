import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiVersion, checkCall, isKnownMethod, methodTable } from './index.ts';
import { typeTable, unionTable } from './table.ts';

test('the table holds every method of Bot API 10.3', () => {
  assert.equal(apiVersion, 'Bot API 10.3');
  assert.equal(methodTable.size, 185);
  assert.ok(isKnownMethod('SENDMESSAGE'));
  assert.ok(!isKnownMethod('sendTelepathy'));
  for (const [method, parameter] of [
    ['sendMessageDraft', 'can_stop'],
    ['sendRichMessageDraft', 'keep_on_stop'],
    ['sendPhoto', 'ephemeral_message_parameters'],
    ['deleteEphemeralMessage', 'ephemeral_message_id'],
    ['promoteChatMember', 'can_send_welcome_messages'],
  ] as const) {
    assert.ok(methodTable.get(method)?.has(parameter), `${method}.${parameter}`);
  }
  assert.ok(typeTable.get('InlineKeyboardMarkup')?.has('force_reply'));
  assert.ok(typeTable.get('InlineKeyboardButton')?.has('disabled'));
});

test('every type that a parameter names is in the table, but for the rich texts', () => {
  const named = [...methodTable.values(), ...typeTable.values()].flatMap((fields) =>
    [...fields.values()].flatMap((field) => field.types.map((type) => type.name)),
  );
  const missing = new Set(
    [...named, ...[...unionTable.values()].flat()].filter(
      (name) => name.length > 1 && !typeTable.has(name) && !unionTable.has(name),
    ),
  );
  assert.deepEqual([...missing].sort(), ['InputFile', 'RichText']);
});

test('calls that follow the documentation raise no warning', () => {
  const calls: [string, Record<string, unknown>, string[]?][] = [
    ['sendMessage', { chat_id: 1, text: 'x' }],
    [
      'sendmessage',
      { chat_id: '@x', text: 'x', disable_notification: 'true', message_thread_id: '5' },
    ],
    ['sendMessage', { chat_id: 1, text: 'x', entities: [{ type: 'bold', offset: 0, length: 1 }] }],
    [
      'sendMessage',
      {
        chat_id: 1,
        text: 'x',
        reply_markup: '{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}',
      },
    ],
    ['sendMessage', { chat_id: 1, text: 'x', reply_markup: { keyboard: [['a', { text: 'b' }]] } }],
    ['sendPhoto', { chat_id: 1 }, ['photo']],
    ['sendPhoto', { chat_id: 1, photo: 'attach://f' }, ['f']],
    [
      'sendMediaGroup',
      {
        chat_id: 1,
        media: [
          { type: 'photo', media: 'attach://a' },
          { type: 'video', media: 'b', duration: 3 },
        ],
      },
      ['a'],
    ],
    [
      'sendInvoice',
      {
        chat_id: 1,
        title: 't',
        description: 'd',
        payload: 'p',
        currency: 'XTR',
        prices: [{ label: 'l', amount: 5 }],
      },
    ],
    [
      'sendRichMessage',
      {
        chat_id: 1,
        rich_message: { blocks: [{ type: 'paragraph', text: 'x' }, { type: 'divider' }] },
      },
    ],
    [
      'setMyCommands',
      { commands: [{ command: 'a', description: 'b' }], scope: { type: 'chat', chat_id: 5 } },
    ],
    ['getMe', {}],
  ];
  for (const [method, params, files] of calls)
    assert.deepEqual(checkCall(method, params, files), [], method);
});

test('whatever the documentation does not know is named with its place', () => {
  const calls: [string, Record<string, unknown>, string[]][] = [
    ['sendMessage', { text: 'x' }, ['sendMessage: chat_id is required']],
    ['sendMessage', { chat_id: 1, text: '' }, ['sendMessage: text is required']],
    [
      'sendMessage',
      { chat_id: 1, text: 'x', parse_mod: 'HTML' },
      ['sendMessage: unknown parameter parse_mod'],
    ],
    [
      'sendMessage',
      { chat_id: 1.5, text: 'x' },
      ['sendMessage.chat_id must be Integer, got number'],
    ],
    ['sendMessage', { chat_id: 1, text: 5 }, ['sendMessage.text must be String, got number']],
    [
      'sendMessage',
      { chat_id: 1, text: 'x', protect_content: 1 },
      ['sendMessage.protect_content must be Boolean, got number'],
    ],
    [
      'sendMessage',
      { chat_id: 1, text: 'x', entities: [{ type: 'bold', offset: 0, size: 1 }] },
      [
        'sendMessage.entities[0]: length is required',
        'sendMessage.entities[0]: unknown parameter size',
      ],
    ],
    [
      'sendMessage',
      { chat_id: 1, text: 'x', reply_markup: { inline_keyboard: [[{ text: 'a', calback: 'b' }]] } },
      ['sendMessage.reply_markup.inline_keyboard[0][0]: unknown parameter calback'],
    ],
    [
      'answerCallbackQuery',
      { callback_query_id: 5 },
      ['answerCallbackQuery.callback_query_id must be String, got number'],
    ],
    ['sendTelepathy', {}, ['unknown method sendTelepathy']],
  ];
  for (const [method, params, warnings] of calls)
    assert.deepEqual(checkCall(method, params), warnings);
  assert.deepEqual(checkCall('sendPhoto', { chat_id: 1, photo: 'x' }, ['stray']), [
    'sendPhoto: unknown parameter stray',
  ]);
});
