import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refOf } from '#modules/files';
import { createTestDatabase } from '#testing';
import { arrangeStudio } from './fixtures/arrange-studio.ts';
import type { Studio, Turn, View } from './index.ts';

const text = (words: string) => ({ kind: 'text', text: words }) as const;

function taken(turn: Turn): View {
  assert.equal(
    turn.kind,
    'taken',
    JSON.stringify(turn, (_, v) => (typeof v === 'bigint' ? `${v}` : v)).slice(0, 600),
  );
  return turn.kind === 'taken' ? turn.view : assert.fail();
}

const refOfView = ({ draft }: View) => ({
  userId: draft.userId,
  draftId: draft.id,
  rev: draft.rev,
});

/** Answers what is on the table. */
async function say(studio: Studio, view: View, words: string): Promise<View> {
  assert.ok(view.question, 'nothing is asked');
  const { path } = view.question.field;
  return taken(await studio.act(refOfView(view), { do: 'answer', path, input: text(words) }));
}

test('a form asks for what it must, shows the price and is ordered', async (t) => {
  const { studio, person, orders } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const opened = await studio.openDraft({ userId, modelId: 'z-image' });
  assert.equal(opened.question?.field.name, 'prompt');
  assert.deepEqual(opened.draft.awaiting, { what: 'field', path: '/prompt' });
  const filled = await say(studio, opened, 'Кот в космосе');
  assert.equal(filled.question, undefined);
  assert.equal(filled.draft.awaiting, undefined);
  assert.ok(filled.quote.ok && filled.quote.amount === filled.draft.price);
  const done = await studio.submit(refOfView(filled));
  assert.equal(done.kind, 'ordered');
  assert.deepEqual(
    orders().map(({ order }) => order.input),
    [{ prompt: 'Кот в космосе', aspect_ratio: '1:1' }],
  );
  assert.deepEqual([...(await studio.popular())], [['z-image', 1]]);
});

test('one press is one order, however often and however much at once', async (t) => {
  const { studio, person, orders } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const view = await say(studio, await studio.openDraft({ userId, modelId: 'z-image' }), 'кот');
  const pressed = await Promise.all([1, 2, 3, 4].map(() => studio.submit(refOfView(view))));
  const again = await studio.submit(refOfView(view));
  assert.equal(orders().length, 1);
  assert.equal(again.kind, 'submitted');
  for (const { kind } of pressed) assert.match(kind, /^(ordered|submitted)$/);
});

test('a press on an older state of the form changes nothing and says so', async (t) => {
  const { studio, person } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const opened = await studio.openDraft({ userId, modelId: 'z-image' });
  const filled = await say(studio, opened, 'кот');
  const stale = await studio.act(refOfView(opened), {
    do: 'answer',
    path: '/prompt',
    input: text('пёс'),
  });
  assert.equal(stale.kind, 'stale');
  assert.ok(stale.kind === 'stale');
  assert.deepEqual(stale.view.draft, filled.draft);
  assert.equal((await studio.submit(refOfView(opened))).kind, 'stale');
});

test('of two answers at once one is taken', async (t) => {
  const { studio, person } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const view = await studio.openDraft({ userId, modelId: 'z-image' });
  const turns = await Promise.all(
    ['кот', 'пёс', 'лис'].map((words) =>
      studio.act(refOfView(view), { do: 'answer', path: '/prompt', input: text(words) }),
    ),
  );
  assert.deepEqual(turns.map(({ kind }) => kind).sort(), ['stale', 'stale', 'taken']);
});

test('the same message run again is taken once', async (t) => {
  const { studio, person } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const view = await studio.openDraft({ userId, modelId: 'google/nano-banana-edit', by: '1' });
  assert.equal(
    (await studio.openDraft({ userId, modelId: 'google/nano-banana-edit', by: '1' })).draft.id,
    view.draft.id,
  );
  const move = { do: 'answer', path: '/prompt', input: text('кот') } as const;
  const first = taken(await studio.act({ ...refOfView(view), by: '2' }, move));
  const again = taken(await studio.act({ ...refOfView(view), by: '2' }, move));
  assert.deepEqual(again.draft, first.draft);
  assert.equal(again.question?.field.name, 'image_urls');
});

test('what cannot be taken is refused with its reason, and the form stays', async (t) => {
  const { studio, person } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const view = await studio.openDraft({ userId, modelId: 'z-image' });
  const long = await studio.act(refOfView(view), {
    do: 'answer',
    path: '/prompt',
    input: text('я'.repeat(1001)),
  });
  assert.ok(long.kind === 'refused' && 'problem' in long.refusal);
  assert.equal(long.refusal.problem.code, 'too_long');
  assert.deepEqual(long.view.draft, view.draft);
  const early = await studio.submit(refOfView(view));
  assert.ok(early.kind === 'incomplete' && early.problems[0]?.path === '/prompt');
});

test('a link becomes a file of the person, and one that leads nowhere is refused', async (t) => {
  const { studio, person, site, files } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const opened = await studio.openDraft({ userId, modelId: 'google/nano-banana-edit' });
  const view = await say(studio, opened, 'сделай ярче');
  const move = (url: string) => ({ do: 'add', path: '/image_urls', inputs: [text(url)] }) as const;
  const bad = await studio.act(refOfView(view), move(`${site}/nothing.png`));
  assert.ok(bad.kind === 'refused' && 'code' in bad.refusal && bad.refusal.code === 'gone');
  const added = taken(await studio.act(refOfView(view), move(`${site}/photo.png`)));
  const { files: kept } = await files.list({ userId, role: 'input' });
  assert.deepEqual(added.draft.state.value, {
    prompt: 'сделай ярче',
    image_urls: kept.map(refOf),
  });
  assert.equal(added.question?.field.path, '/image_urls', 'more may come');
  const ready = taken(await studio.act(refOfView(added), { do: 'done', path: '/image_urls' }));
  assert.equal(ready.question, undefined);
});

test('a file that is kept no more is told before anything is paid', async (t) => {
  const { studio, person, files, png, orders } = await arrangeStudio(
    t,
    await createTestDatabase(t),
  );
  const userId = await person();
  const file = await files.addInput({ userId, bytes: png });
  const input = { prompt: 'ярче', image_urls: [refOf(file)] };
  const view = await studio.openDraft({ userId, modelId: 'google/nano-banana-edit', input });
  assert.equal(view.question, undefined);
  await files.remove({ userId, fileId: file.id });
  assert.equal((await studio.submit(refOfView(view))).kind, 'file_gone');
  assert.equal(orders().length, 0);
});

test('without the money the order waits and goes on when it is there', async (t) => {
  const { studio, person, setFunded, orders } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const view = await say(studio, await studio.openDraft({ userId, modelId: 'z-image' }), 'кот');
  setFunded(false);
  const refused = await studio.submit(refOfView(view));
  assert.ok(refused.kind === 'unfunded');
  assert.equal(refused.view.draft.status, 'awaiting_payment');
  assert.deepEqual(
    (await studio.listDrafts(userId)).map(({ id }) => id),
    [view.draft.id],
  );
  setFunded(true);
  assert.equal((await studio.submit(refOfView(refused.view))).kind, 'ordered');
  assert.equal(orders().length, 1);
});

test('a new price is told before it is paid', async (t) => {
  const { studio, open, person, orders } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const view = await say(studio, await studio.openDraft({ userId, modelId: 'z-image' }), 'кот');
  const dearer = open({ rate: '3' });
  const told = await dearer.submit(refOfView(view));
  assert.ok(told.kind === 'stale');
  assert.equal(told.view.draft.notice?.priceBefore, view.draft.price);
  assert.equal(orders().length, 0);
  const paid = await dearer.submit(refOfView(told.view));
  assert.equal(paid.kind, 'ordered');
});

test('answers a changed model no longer takes are named, the others stay', async (t) => {
  const { studio, open, person } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  let view = await say(studio, await studio.openDraft({ userId, modelId: 'z-image' }), 'кот');
  view = taken(
    await studio.act(refOfView(view), { do: 'answer', path: '/aspect_ratio', input: text('16:9') }),
  );
  const schema = {
    type: 'object',
    properties: { prompt: { 'x-text': 'prompt.image', type: 'string', maxLength: 1000 } },
    required: ['prompt'],
    additionalProperties: false,
  };
  const turn = await open({ file: [{ id: 'z-image', schema }] }).resume({
    userId,
    draftId: view.draft.id,
  });
  const renewed = taken(turn);
  assert.deepEqual(renewed.draft.state.value, { prompt: 'кот' });
  assert.equal(renewed.draft.notice?.lost.length, 1);
  assert.notEqual(renewed.draft.rev, view.draft.rev);
});

test('a withdrawn model gives way to the nearest one, filled in', async (t) => {
  const { studio, open, person } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const view = await say(studio, await studio.openDraft({ userId, modelId: 'z-image' }), 'кот');
  const without = open({ file: [{ id: 'z-image', hidden: true }] });
  const renewed = taken(await without.resume({ userId, draftId: view.draft.id }));
  assert.notEqual(renewed.model.id, 'z-image');
  assert.equal(renewed.model.kind, 'text-to-image');
  assert.deepEqual(renewed.draft.notice?.modelBefore, { ru: 'Z-Image', en: 'Z-Image' });
  assert.match(JSON.stringify(renewed.draft.state.value), /кот/);
});

test('a message belongs to one draft: the one that asked last', async (t) => {
  const { studio, person } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const first = await studio.openDraft({ userId, modelId: 'z-image' });
  const second = await studio.openDraft({ userId, modelId: 'nano-banana-2' });
  assert.equal((await studio.findAwaiting(userId))?.id, second.draft.id);
  assert.equal(
    taken(await studio.resume({ userId, draftId: first.draft.id })).draft.id,
    first.draft.id,
  );
  assert.equal((await studio.findAwaiting(userId))?.id, first.draft.id);
  assert.equal(await studio.pause(userId), true);
  assert.equal(await studio.findAwaiting(userId), undefined);
  assert.equal((await studio.listDrafts(userId)).length, 2);
});

test('a second tap on a model opens the same empty form', async (t) => {
  const { studio, person } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const first = await studio.openDraft({ userId, modelId: 'z-image', by: '1' });
  const second = await studio.openDraft({ userId, modelId: 'z-image', by: '2' });
  assert.equal(second.draft.id, first.draft.id);
});

test("somebody else's draft is not there", async (t) => {
  const { studio, person } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const view = await studio.openDraft({ userId, modelId: 'z-image' });
  const stranger = await person();
  const turning = { ...refOfView(view), userId: stranger };
  assert.equal((await studio.act(turning, { do: 'defaults' })).kind, 'gone');
  assert.equal((await studio.submit(turning)).kind, 'gone');
  assert.equal((await studio.resume(turning)).kind, 'gone');
  await studio.drop(turning);
  assert.equal((await studio.listDrafts(userId)).length, 1);
  await studio.drop(refOfView(view));
  assert.equal((await studio.act(refOfView(view), { do: 'defaults' })).kind, 'gone');
});
