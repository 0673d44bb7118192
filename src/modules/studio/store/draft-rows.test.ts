import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { newId } from '#kernel';
import { createUsers } from '#modules/users';
import { createTestDatabase } from '#testing';
import { createDraftRows, type DraftRow } from './draft-rows.ts';

const at = new Date('2026-11-01T12:00:00Z');

async function setUp(t: TestContext, people: number) {
  const { db, pool } = await createTestDatabase(t);
  const rows = createDraftRows(db);
  const users = createUsers({ db, clock: { now: () => at }, adminIds: [] });
  const open = async (userId: string, own: Partial<DraftRow> = {}): Promise<DraftRow> => {
    const row: DraftRow = {
      id: newId(at.getTime()),
      userId,
      modelId: 'z-image',
      catalogueHash: 'abc',
      state: { form: 'as it "was" \\ {here}, ё' },
      rev: 1,
      awaiting: null,
      status: 'open',
      notice: null,
      priceMc: 1_500n,
      generationId: null,
      createdAt: at,
      updatedAt: at,
      ...own,
    };
    await rows.insert(row);
    return row;
  };
  const userIds: string[] = [];
  for (let telegramId = 1; telegramId <= people; telegramId += 1)
    userIds.push((await users.recognise({ telegramId })).id);
  const drafts: DraftRow[] = [];
  for (const userId of userIds) drafts.push(await open(userId));
  const count = { queries: 0 };
  t.mock.method(
    pool,
    'query',
    new Proxy(pool.query, {
      apply: (target, self, args) => {
        count.queries += 1;
        return Reflect.apply(target, self, args);
      },
    }),
  );
  return { rows, open, drafts, count };
}

const refOf = ({ userId, id }: DraftRow) => ({ userId, draftId: id });

test('what many people press at one moment is one read and one write, each of their own', async (t) => {
  const { rows, drafts, count } = await setUp(t, 20);
  assert.deepEqual(await Promise.all(drafts.map((draft) => rows.find(refOf(draft)))), drafts);
  const wanted = drafts.map((draft, i) => ({
    ...draft,
    state: { form: `№ ${i}`, nothing: null },
    awaiting: { what: 'paste' },
    notice: { lost: [] },
    priceMc: i % 2 === 0 ? null : BigInt(i),
    updatedAt: new Date(at.getTime() + i),
  }));
  const made = await Promise.all(wanted.map((write) => rows.change(write)));
  assert.ok(made.every(Boolean));
  assert.equal(count.queries, 2);
  assert.deepEqual(
    await Promise.all(drafts.map(({ userId }) => rows.findAwaiting(userId))),
    wanted.map((row) => ({ ...row, rev: 2 })),
  );
});

test('who has moved on since is not changed, and hinders nobody', async (t) => {
  const { rows, drafts } = await setUp(t, 3);
  const [first, second, third] = drafts;
  assert.ok(first && second && third);
  assert.equal(await rows.change({ ...second, state: 'before' }), true);
  const made = await Promise.all(
    [first, second, third].map((draft) => rows.change({ ...draft, state: 'after' })),
  );
  assert.deepEqual(made, [true, false, true]);
  assert.equal((await rows.find(refOf(second)))?.state, 'before');
});

test('what cannot be kept of one person is refused to that person only', async (t) => {
  const { rows, drafts } = await setUp(t, 3);
  const [first, second, third] = drafts;
  assert.ok(first && second && third);
  const broken = { ...second, status: 'submitted' } as const;
  const made = await Promise.allSettled([first, broken, third].map((draft) => rows.change(draft)));
  assert.deepEqual(
    made.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(await rows.find(refOf(second)), second);
  assert.equal((await rows.find(refOf(third)))?.rev, 2);
});

test('the draft that asks silences the others of its person, and nobody else', async (t) => {
  const { rows, open, drafts } = await setUp(t, 2);
  const [first, foreign] = drafts;
  assert.ok(first && foreign);
  const awaiting = { what: 'field', path: '/prompt' };
  await rows.change({ ...foreign, awaiting });
  await rows.change({ ...first, awaiting });
  const second = await open(first.userId, { awaiting });
  assert.equal((await rows.findAwaiting(first.userId))?.id, second.id);
  await rows.change({ ...first, rev: 2, awaiting });
  assert.equal((await rows.findAwaiting(first.userId))?.id, first.id);
  const { awaiting: _, ...asItIs } = { ...first, rev: 3, modelId: 'nano-banana-2' };
  await rows.change(asItIs);
  assert.deepEqual((await rows.findAwaiting(first.userId))?.awaiting, awaiting);
  assert.equal((await rows.findAwaiting(foreign.userId))?.id, foreign.id);
});

test("somebody else's draft is not there, and one that was ordered is not changed", async (t) => {
  const { rows, drafts } = await setUp(t, 2);
  const [first, second] = drafts;
  assert.ok(first && second);
  assert.equal(await rows.find({ userId: second.userId, draftId: first.id }), undefined);
  const generationId = newId(at.getTime());
  assert.equal(await rows.change({ ...first, status: 'submitted', generationId }), true);
  assert.equal(await rows.change({ ...first, rev: 2, status: 'open', generationId: null }), false);
});

test('unfinished drafts come by person, the last touched first', async (t) => {
  const { rows, open, drafts, count } = await setUp(t, 3);
  const [first, second, third] = drafts;
  assert.ok(first && second && third);
  const newer = await open(first.userId, { updatedAt: new Date(at.getTime() + 1_000) });
  await rows.change({ ...second, status: 'dropped' });
  count.queries = 0;
  const lists = await Promise.all(drafts.map(({ userId }) => rows.listLive(userId, 5)));
  assert.equal(count.queries, 1);
  assert.deepEqual(lists, [[newer, first], [], [third]]);
  assert.deepEqual(await rows.listLive(first.userId, 1), [newer]);
});
