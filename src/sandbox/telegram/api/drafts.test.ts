import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stopDraft } from '#sandbox/telegram/acts';
import { type Answer, arrangeSandbox, refused } from '#sandbox/telegram/fixtures';
import { png } from '#sandbox/telegram/media/fixtures';

type Sandbox = Awaited<ReturnType<typeof arrangeSandbox>>;

const draftOf = ({ control, chat }: Sandbox) => control.bot().dialogs.get(chat)?.draft;
const actOf = ({ control }: Sandbox) => ({ world: control.world, bot: control.bot() });

test('a draft is shown for 30 s of the clock and replaced by its successor', async (t) => {
  const sandbox = await arrangeSandbox(t);
  const { ok, control, chat } = sandbox;
  assert.equal(await ok('sendMessageDraft', { chat_id: chat, draft_id: 5, text: '' }), true);
  assert.equal(draftOf(sandbox)?.text, '');
  control.clock.advance(20_000);
  await ok('sendMessageDraft', {
    chat_id: chat,
    draft_id: 5,
    text: '<b>Hel</b>',
    parse_mode: 'HTML',
  });
  control.clock.advance(29_000);
  assert.deepEqual(draftOf(sandbox)?.entities, [{ type: 'bold', offset: 0, length: 3 }]);
  control.clock.advance(1001);
  assert.equal(draftOf(sandbox), undefined);
});

test('the final message takes the draft away', async (t) => {
  const sandbox = await arrangeSandbox(t);
  const { ok, chat } = sandbox;
  await ok('sendMessageDraft', { chat_id: chat, draft_id: 5, text: 'x' });
  await ok('sendMessage', { chat_id: chat, text: 'xy' });
  assert.equal(draftOf(sandbox), undefined);
});

test('Stop reaches the bot as an update and takes the draft away unless it is kept', async (t) => {
  const sandbox = await arrangeSandbox(t);
  const { ok, updates, chat } = sandbox;
  await ok('sendMessageDraft', { chat_id: chat, draft_id: 5, text: 'x', can_stop: true });
  stopDraft(actOf(sandbox), { user: chat, draft_id: 5 });
  assert.equal(draftOf(sandbox), undefined);
  const [update] = await updates();
  assert.deepEqual(update.stopped_message_generation, {
    chat: { id: chat, first_name: 'Ann', type: 'private' },
    draft_id: 5,
  });
  await ok('sendMessageDraft', {
    chat_id: chat,
    draft_id: 6,
    text: 'x',
    can_stop: true,
    keep_on_stop: true,
  });
  stopDraft(actOf(sandbox), { user: chat, draft_id: 6 });
  assert.equal(draftOf(sandbox)?.can_stop, false);
  assert.throws(() => stopDraft(actOf(sandbox), { user: chat, draft_id: 6 }), {
    name: 'ActRefused',
  });
  sandbox.control.clock.advance(30_001);
  assert.equal(draftOf(sandbox), undefined);
});

test('drafts are refused outside private chats, without an id and when too long', async (t) => {
  const { call, control, user, chat } = await arrangeSandbox(t);
  const group = control.createGroup({ user: user.id, title: 'G' });
  control.setBotStatus({ user: user.id, chat: group.id, status: 'member' });
  refused(
    await call('sendMessageDraft', { chat_id: group.id, draft_id: 5, text: 'x' }),
    'TEXTDRAFT_PEER_INVALID',
  );
  refused(
    await call('sendMessageDraft', { chat_id: chat, draft_id: 0, text: 'x' }),
    'invalid draft_id specified',
  );
  refused(
    await call('sendMessageDraft', { chat_id: chat, draft_id: 5, text: 'x'.repeat(4097) }),
    'message is too long',
  );
  refused(
    await call('sendMessageDraft', {
      chat_id: chat,
      draft_id: 5,
      text: '*x',
      parse_mode: 'MarkdownV2',
    }),
    "can't parse entities: Can't find end of Bold entity at byte offset 0",
  );
});

const blocks = (...list: unknown[]) => ({ rich_message: { blocks: list } });

test('a rich message keeps its blocks, and its pictures become files', async (t) => {
  const { post, ok, chat } = await arrangeSandbox(t);
  const rich_message = {
    blocks: [
      { type: 'heading', size: 2, text: 'Result' },
      { type: 'photo', photo: { type: 'photo', media: 'attach://p' } },
      { type: 'buttons', buttons: [{ text: 'Again', callback_data: 'a', style: 'link' }] },
    ],
  };
  const { result } = await post(
    'sendRichMessage',
    { chat_id: chat, rich_message },
    { p: { bytes: png(40, 20) } },
  );
  assert.equal(result.rich_message.blocks[1].photo.at(-1).width, 40);
  const plain = await ok('sendMessage', { chat_id: chat, text: 'wait' });
  const edited = await ok('editMessageText', {
    chat_id: chat,
    message_id: plain.message_id,
    rich_message: { markdown: '# Done\n\nIt is **ready**\n\n- a\n- b\n\n---' },
  });
  assert.equal(edited.text, undefined);
  assert.deepEqual(
    edited.rich_message.blocks.map((block: Answer) => block.type),
    ['heading', 'paragraph', 'list', 'divider'],
  );
  assert.deepEqual(edited.rich_message.blocks[1].text, ['It is ', { type: 'bold', text: 'ready' }]);
});

test('rich messages have limits of signs, blocks, levels, media and columns', async (t) => {
  const { call, chat } = await arrangeSandbox(t);
  const send = (params: object) => call('sendRichMessage', { chat_id: chat, ...params });
  const paragraph = { type: 'paragraph', text: 'x' };
  const nested = (depth: number): unknown =>
    depth === 0 ? paragraph : { type: 'blockquote', blocks: [nested(depth - 1)] };
  refused(await send({}), 'rich message is empty');
  refused(
    await send({ rich_message: { html: '<p>a</p>', markdown: 'a' } }),
    'exactly one of the fields blocks, html and markdown must be specified',
  );
  refused(
    await send(blocks({ type: 'paragraph', text: 'x'.repeat(32_769) })),
    'message is too long',
  );
  refused(
    await send(blocks(...Array(501).fill(paragraph))),
    "can't parse rich message: too many blocks",
  );
  refused(await send(blocks(nested(16))), "can't parse rich message: too many nested levels");
  refused(
    await send(blocks({ type: 'table', cells: [Array(21).fill({ text: 'x' })] })),
    "can't parse rich message: too many columns in the table",
  );
  refused(
    await send(
      blocks({ type: 'buttons', buttons: Array(9).fill({ text: 'x', callback_data: 'y' }) }),
    ),
    "can't parse rich message: there must be 1-8 buttons",
  );
  refused(
    await send(
      blocks({ type: 'buttons', buttons: [{ text: 'x', callback_data: 'y'.repeat(65) }] }),
    ),
    'BUTTON_DATA_INVALID',
  );
  refused(
    await send(blocks({ type: 'spell' })),
    'can\'t parse rich message: block type "spell" is unsupported',
  );
  assert.equal((await send(blocks(nested(10)))).ok, true);
});

test('a rich draft shows but uploads nothing', async (t) => {
  const sandbox = await arrangeSandbox(t);
  const { call, ok, chat } = sandbox;
  await ok('sendRichMessageDraft', {
    chat_id: chat,
    draft_id: 9,
    rich_message: { markdown: 'so *far*' },
  });
  assert.equal(draftOf(sandbox)?.text, 'so far');
  const photo = { type: 'photo', photo: { type: 'photo', media: 'http://127.0.0.1/x.png' } };
  refused(
    await call('sendRichMessageDraft', { chat_id: chat, draft_id: 9, ...blocks(photo) }),
    "can't parse rich message: files can be sent only by file_id in a draft",
  );
});
