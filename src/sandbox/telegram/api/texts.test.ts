import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrangeSandbox, refused } from '#sandbox/telegram/fixtures';

test('texts are refused over the wire with the words and byte offsets of the server', async (t) => {
  const { call, chat } = await arrangeSandbox(t);
  const send = (text: string, more = {}) => call('sendMessage', { chat_id: chat, text, ...more });
  refused(await send(''), 'message text is empty');
  refused(await send('   \n'), 'text must be non-empty');
  refused(await send('x'.repeat(4097)), 'message is too long');
  refused(await send('x'.repeat(32_769)), 'text is too long');
  refused(await send('x', { parse_mode: 'Wiki' }), 'unsupported parse_mode');
  refused(
    await send('<x>', { parse_mode: 'HTML' }),
    'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
  );
  refused(
    await send('ё<b', { parse_mode: 'HTML' }),
    "can't parse entities: Unclosed start tag at byte offset 2",
  );
  refused(
    await send('1.', { parse_mode: 'MarkdownV2' }),
    "can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
  );
  refused(
    await send('*x', { parse_mode: 'MarkdownV2' }),
    "can't parse entities: Can't find end of Bold entity at byte offset 0",
  );
  refused(
    await send('*x', { parse_mode: 'Markdown' }),
    "can't parse entities: Can't find end of the entity starting at byte offset 0",
  );
  refused(
    await send('x', { entities: [{ type: 'bold', offset: 5, length: 1 }] }),
    'entity begins after the end of the text at UTF-16 offset 5',
  );
  refused(
    await send('x', { entities: [{ type: 'spell', offset: 0, length: 1 }] }),
    "can't parse MessageEntity: Unsupported type specified",
  );
});

test('what came with entities leaves with the same ones', async (t) => {
  const { ok, chat } = await arrangeSandbox(t);
  const entities = [
    { type: 'bold', offset: 0, length: 2 },
    { type: 'text_link', offset: 3, length: 4, url: 'https://example.com/' },
    { type: 'custom_emoji', offset: 8, length: 2, custom_emoji_id: '5368324170671202286' },
  ];
  const sent = await ok('sendMessage', { chat_id: chat, text: '🐦 link 👍', entities });
  assert.deepEqual(sent.entities, entities);
  const mention = await ok('sendMessage', {
    chat_id: chat,
    text: `<a href="tg://user?id=${chat}">Ann</a> /go`,
    parse_mode: 'HTML',
  });
  assert.partialDeepStrictEqual(mention.entities, [
    { type: 'text_mention', user: { id: chat, first_name: 'Ann' } },
    { type: 'bot_command', offset: 4, length: 3 },
  ]);
});

test('keyboards are refused over the wire with the words of the server', async (t) => {
  const { call, chat } = await arrangeSandbox(t);
  const send = (reply_markup: unknown) =>
    call('sendMessage', { chat_id: chat, text: 'x', reply_markup });
  const button = (more: object) => ({ inline_keyboard: [[{ text: 'a', ...more }]] });
  const many = (rows: number, columns: number) => ({
    inline_keyboard: Array.from({ length: rows }, () =>
      Array(columns).fill({ text: 'a', callback_data: 'b' }),
    ),
  });
  refused(await send('{'), "can't parse reply keyboard markup JSON object");
  refused(await send('[]'), 'object expected as reply markup');
  refused(
    await send({ inline_keyboard: [{ text: 'a' }] }),
    'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
  );
  refused(
    await send(button({})),
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  );
  refused(await send(button({ callback_data: 'я'.repeat(33) })), 'BUTTON_DATA_INVALID');
  refused(await send(button({ pay: true })), 'BUTTON_TYPE_INVALID');
  refused(
    await send(button({ web_app: { url: 'http://example.com' } })),
    "inline keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed",
  );
  refused(
    await send(button({ url: 'nowhere' })),
    "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
  );
  refused(await send(many(1, 9)), 'reply markup is too long');
  refused(await send(many(13, 8)), 'reply markup is too long');
  assert.equal((await send(many(12, 8))).ok, true);
});

test('http on loopback will do for apps when local addresses are allowed', async (t) => {
  const { ok, chat } = await arrangeSandbox(t, { localUrls: true });
  const reply_markup = {
    inline_keyboard: [[{ text: 'a', web_app: { url: 'http://127.0.0.1:8080/app' } }]],
  };
  assert.deepEqual(
    (await ok('sendMessage', { chat_id: chat, text: 'x', reply_markup })).reply_markup,
    reply_markup,
  );
});

test('a poll has a question, options and limits', async (t) => {
  const { ok, call, chat } = await arrangeSandbox(t);
  const send = (more: object) =>
    call('sendPoll', {
      chat_id: chat,
      question: 'Which?',
      options: [{ text: 'a' }, { text: 'b' }],
      ...more,
    });
  assert.partialDeepStrictEqual(
    (await ok('sendPoll', { chat_id: chat, question: 'Which?', options: [{ text: 'a' }] })).poll,
    {
      question: 'Which?',
      type: 'regular',
      is_anonymous: true,
      options: [{ text: 'a', voter_count: 0 }],
    },
  );
  refused(await send({ question: ' ' }), 'poll question must be non-empty');
  refused(await send({ question: 'x'.repeat(301) }), 'poll question length must not exceed 300');
  refused(
    await send({ options: Array(13).fill({ text: 'a' }) }),
    "poll can't have more than 12 options",
  );
  refused(await send({ options: [{ text: '' }] }), 'poll options must be non-empty');
  refused(
    await send({ options: [{ text: 'x'.repeat(101) }] }),
    'poll options length must not exceed 100',
  );
  refused(await send({ type: 'spell' }), 'unsupported poll type specified');
});

test('votes are counted and told, and a stopped poll takes none', async (t) => {
  const { ok, call, control, updates, chat } = await arrangeSandbox(t);
  const { message_id, poll } = await ok('sendPoll', {
    chat_id: chat,
    question: 'Which?',
    options: [{ text: 'a' }, { text: 'b' }],
    is_anonymous: false,
  });
  const cast = (...option_ids: number[]) => control.vote({ user: chat, message_id, option_ids });
  cast(1);
  assert.partialDeepStrictEqual(await updates(), [
    { poll: { id: poll.id, total_voter_count: 1, options: [{}, { text: 'b', voter_count: 1 }] } },
    { poll_answer: { poll_id: poll.id, user: { id: chat }, option_ids: [1] } },
  ]);
  assert.throws(() => cast(0, 1), { message: 'one option at most' });
  cast();
  assert.equal((await updates())[0].poll.total_voter_count, 0);
  cast(0);
  const stop = { chat_id: chat, message_id };
  const stopped = await ok('stopPoll', stop);
  assert.partialDeepStrictEqual(stopped, { is_closed: true, options: [{ voter_count: 1 }, {}] });
  assert.deepEqual((await updates()).at(-1).poll, stopped);
  assert.throws(() => cast(1), { message: 'the poll is closed' });
  refused(await call('stopPoll', stop), 'poll has already been closed');
  refused(
    await call('stopPoll', { ...stop, message_id: 4711 }),
    'message with poll to stop not found',
  );
  const said = await ok('sendMessage', { chat_id: chat, text: 'x' });
  refused(
    await call('stopPoll', { ...stop, message_id: said.message_id }),
    'message is not a poll',
  );
  const copy = await ok('forwardMessage', { ...stop, from_chat_id: chat });
  refused(
    await call('stopPoll', { ...stop, message_id: copy.message_id }),
    "poll can't be stopped",
  );
});
