import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#kernel';
import { createTestDatabase } from '#testing';
import { arrangeGeneration, modelId } from './fixtures/index.ts';
import { reconcile, watchBooks } from './reconcile.ts';
import { moveGeneration } from './store/index.ts';

/** One of every fate, and a batch. */
const arrange = async (t: Parameters<typeof createTestDatabase>[0]) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t), {
    caps: { all: 9, person: 9 },
  });
  const userId = await one.person(1);
  const ids: string[] = [];
  for (const prompt of ['done', 'failed', 'cancelled', 'live'])
    ids.push((await one.order(userId, prompt)).id);
  const [done = '', failed = '', cancelled = '', live = ''] = ids;
  const order = { modelId, input: { prompt: 'two', aspect_ratio: '1:1' } };
  await one.orders.confirmBatch({ userId, clientKey: 'b', kind: 'batch', orders: [order, order] });
  await one.admission.idle();
  for (const generationId of [done, failed, live])
    for (const move of ['begin', 'accepted', 'done'] as const)
      await moveGeneration(one.db, { generationId, move });
  const captured = one.catalogue.terms.least;
  await one.end({ generationId: done, move: 'deliverable', captured });
  await one.end({ generationId: failed, move: 'fail', code: 'provider_failed' });
  await one.end({ generationId: cancelled, move: 'cancel' });
  return { ...one, userId, done, failed, live };
};

test('the books of every fate agree, and their figures tell how many there are', async (t) => {
  const { db, deps, lines, news } = await arrange(t);
  const { isSound, figures, breaches } = await reconcile({ db });
  assert.deepEqual(breaches, []);
  assert.equal(isSound, true);
  assert.deepEqual(
    [figures.generations, figures.pending, figures.processing, figures.completed, figures.batches],
    ['6', '2', '1', '1', '1'],
  );
  await watchBooks(deps);
  assert.ok(lines.some(({ msg }) => msg === 'the books add up'));
  assert.ok(!news.some(({ type }) => type === 'admin.alert'));
});

type Ids = Record<'done' | 'failed' | 'live' | 'userId', string>;
const breaks: readonly [string, string, (ids: Ids) => string][] = [
  [
    'end_not_settled',
    'a failure that kept the money',
    ({ failed }) =>
      `update holds set status = 'captured', captured_mc = 1 where generation_id = '${failed}'`,
  ],
  [
    'end_not_settled',
    'a result that captured another amount',
    ({ done }) => `update holds set captured_mc = 77 where generation_id = '${done}'`,
  ],
  [
    'end_not_settled',
    'a live one whose money went back',
    ({ live }) =>
      `update holds set status = 'released', closed_at = opened_at where generation_id = '${live}'`,
  ],
  [
    'hold_of_other_person_or_price',
    'a hold of another price',
    ({ live }) => `update holds set amount_mc = amount_mc + 1 where generation_id = '${live}'`,
  ],
  [
    'hold_without_generation',
    'a hold of nothing',
    ({ userId }) =>
      `insert into holds (generation_id, user_id, amount_mc, status, opened_at)
       values ('${newId()}', '${userId}', 5, 'open', '2026-11-01')`,
  ],
  [
    'generation_without_hold',
    'a generation nobody pays for',
    ({ live }) => `update generations set id = '${newId()}' where id = '${live}'`,
  ],
  ['batch_differs', 'a batch of another total', () => 'update batches set total_mc = 1'],
  [
    'batch_differs',
    'a batch that ended too soon',
    () => `update batches set ended_at = '2026-11-01'`,
  ],
  ['lane_differs', 'a lane that counts wrongly', () => 'update lanes set active = active + 1'],
  ['lane_differs', 'a lane that is gone', () => 'delete from lanes'],
  [
    'paid_twice',
    'two paid calls whose fate is unknown',
    ({ live }) =>
      `insert into submissions (id, generation_id, attempt, state, endpoint, started_at)
       select gen_random_uuid(), '${live}', n, 'unknown', 'jobs', '2026-11-01' from generate_series(1, 2) n`,
  ],
];

for (const [kind, what, statement] of breaks)
  test(`${what} is found, and the admins are told`, async (t) => {
    const { pool, deps, db, news, ...ids } = await arrange(t);
    // The triggers would refuse: this is what somebody does who goes past them.
    await pool.query(
      `begin; set local session_replication_role = replica; ${statement(ids)}; commit`,
    );
    const { isSound, breaches } = await reconcile({ db });
    assert.equal(isSound, false);
    assert.ok(
      breaches.some((breach) => breach.kind === kind),
      JSON.stringify(breaches),
    );
    await watchBooks(deps);
    const alert = news.find((event) => event.type === 'admin.alert');
    assert.equal(alert?.code, 'books_do_not_add_up');
    assert.ok(String(alert?.details.kinds).includes(kind));
  });
