import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { credits } from '#kernel';
import { type ArrangeOptions, arrange, until } from '#testing';

const order = { modelId: 'z-image', input: { prompt: 'кот', aspect_ratio: '1:1' } };
const minute = 60_000;
const adminId = 700_000_001;

/** One order of one person, against a provider that is about to misbehave. */
async function arrangeOrder(
  t: TestContext,
  env: Record<string, string> = {},
  more: Pick<ArrangeOptions, 'errors'> = {},
) {
  const story = await arrange(t, {
    generation: true,
    env: { ADMIN_IDS: String(adminId), ...env },
    ...more,
  });
  const { app, kie, clock, idle, tick } = story;
  // Whoever is alerted must be there to hear it.
  await story.person({ id: adminId }).says('/start');
  const userId = await story.payer();
  let keys = 0;
  const place = async () => {
    keys += 1;
    const { id } = await app.generation.confirm({ userId, clientKey: `key ${keys}`, order });
    await idle();
    return id;
  };
  return {
    ...story,
    userId,
    place,
    get: (generationId: string) => app.generation.get({ userId, generationId }),
    /** Time goes by, and whatever falls due is done. */
    pass: async (ms: number) => {
      clock.advance(ms);
      await kie.callbacksIdle();
      await idle();
      await tick();
    },
    creates: () => kie.arrivals().filter(({ path }) => path.endsWith('createTask')),
    alerts: async (): Promise<string[]> => {
      const { rows } = await app.db.pool.query(
        `select details->>'code' as code from outbox where kind = 'admin.alert' order by created_at`,
      );
      return rows.map(({ code }) => code);
    },
    files: (generationId: string) => app.files.ofGeneration(generationId),
    purse: () => app.ledger.balance(userId),
  };
}

const full = { available: credits('100'), held: 0n };
const paid = { available: credits('99.2'), held: 0n };

test('an answer that was lost is found again by the callback, and paid for once', async (t) => {
  const { kie, place, pass, get, creates, purse } = await arrangeOrder(t);
  kie.loseResponse({ path: 'createTask' });
  const id = await place();
  assert.partialDeepStrictEqual(await get(id), { status: 'PROCESSING', certainty: 'submitting' });
  await pass(5_000);
  assert.partialDeepStrictEqual(await get(id), { status: 'COMPLETED', attempt: 1 });
  assert.equal(creates().length, 1);
  assert.partialDeepStrictEqual(await purse(), paid);
});

test('a callback that comes while nothing can be asked is remembered', async (t) => {
  const { kie, clock, place, get, creates, purse } = await arrangeOrder(
    t,
    {},
    { errors: [/^http request/] },
  );
  kie.loseResponse({ path: 'createTask' });
  const id = await place();
  kie.answerGarbage({ path: 'recordInfo' });
  clock.advance(5_000);
  await kie.callbacksIdle();
  assert.deepEqual(
    kie.callbacks().map(({ outcome }) => outcome),
    ['refused'],
  );
  // The clock stands still: the provider does not call again.
  await until('it is made', async () => (await get(id)).status === 'COMPLETED');
  assert.equal(creates().length, 1);
  assert.partialDeepStrictEqual(await purse(), paid);
});

test('what nobody can know ends with the money back, and a late result is a present', async (t) => {
  const { kie, place, pass, get, creates, purse, alerts, files } = await arrangeOrder(t);
  kie.loseResponse({ path: 'createTask' });
  kie.holdCallbacks();
  const id = await place();
  await pass(10 * minute);
  assert.equal((await get(id)).status, 'PROCESSING', 'the callback still has time');
  await pass(6 * minute);
  assert.partialDeepStrictEqual(await get(id), {
    status: 'FAILED',
    code: 'provider_uncertain',
    needsAttention: true,
  });
  assert.partialDeepStrictEqual(await purse(), full);
  assert.deepEqual(await alerts(), ['provider_uncertain']);
  await kie.releaseCallbacks();
  await pass(minute);
  assert.partialDeepStrictEqual(await get(id), { status: 'FAILED', cameLate: true });
  assert.deepEqual(
    (await files(id)).map(({ state }) => state),
    ['stored'],
  );
  assert.partialDeepStrictEqual(await purse(), full);
  assert.equal(creates().length, 1);
});

test('where nobody can call back, a lost answer is given up after a minute', async (t) => {
  const { kie, place, pass, get, purse } = await arrangeOrder(t, { ROLES: 'bot,worker' });
  kie.loseResponse({ path: 'createTask' });
  const id = await place();
  await pass(50_000);
  assert.equal((await get(id)).status, 'PROCESSING');
  await pass(15_000);
  assert.partialDeepStrictEqual(await get(id), { status: 'FAILED', code: 'provider_uncertain' });
  assert.partialDeepStrictEqual(await purse(), full);
});

test('a task without end runs out of time, and what it makes after all is free', async (t) => {
  const { kie, place, pass, get, purse, files } = await arrangeOrder(t);
  kie.neverFinish();
  const id = await place();
  for (let i = 0; i < 4; i += 1) await pass(8 * minute);
  assert.partialDeepStrictEqual(await get(id), { status: 'FAILED', code: 'timed_out' });
  assert.partialDeepStrictEqual(await purse(), full);
  const [task] = kie.tasks();
  assert.ok(task);
  kie.dropCallbacks();
  kie.finish({ taskId: task.id });
  await pass(15 * minute);
  assert.partialDeepStrictEqual(await get(id), { status: 'FAILED', cameLate: true });
  assert.deepEqual(
    (await files(id)).map(({ state }) => state),
    ['stored'],
  );
  assert.partialDeepStrictEqual(await purse(), full);
});

test('a late result that is told of twice before it is fetched is still a present', async (t) => {
  const { app, kie, place, pass, get } = await arrangeOrder(t);
  kie.neverFinish();
  const id = await place();
  for (let i = 0; i < 4; i += 1) await pass(8 * minute);
  assert.partialDeepStrictEqual(await get(id), { status: 'FAILED', code: 'timed_out' });
  const [task] = kie.tasks();
  assert.ok(task);
  await app.queue.pause('work');
  kie.duplicateCallbacks({ copies: 3 });
  kie.finish({ taskId: task.id });
  await kie.callbacksIdle();
  assert.ok(kie.callbacks().length >= 3);
  await app.queue.resume('work');
  await pass(minute);
  const { rows } = await app.db.pool.query(
    `select kind from outbox where subject_id = $1 and kind = 'generation.late'`,
    [id],
  );
  assert.equal(rows.length, 1);
});

test('an answer nobody can read is asked for again', async (t) => {
  const { kie, place, pass, get } = await arrangeOrder(t);
  kie.dropCallbacks();
  kie.answerGarbage({ path: 'recordInfo', times: 2 });
  kie.hideRecord({ ms: 20_000 });
  const id = await place();
  for (let i = 0; i < 6; i += 1) await pass(minute);
  assert.equal((await get(id)).status, 'COMPLETED');
});

test('a provider that is busy gets the order again later, as one task', async (t) => {
  const { kie, place, pass, get, creates } = await arrangeOrder(t);
  kie.failNext({ code: 429, at: 'create', times: 2 });
  const id = await place();
  assert.partialDeepStrictEqual(await get(id), { status: 'PROCESSING', certainty: 'submitting' });
  for (let i = 0; i < 3; i += 1) await pass(20_000);
  assert.partialDeepStrictEqual(await get(id), { status: 'COMPLETED', attempt: 3 });
  assert.deepEqual(
    creates().map(({ code }) => code),
    [429, 429, 200],
  );
});

test('while a model is under repair its orders wait, and others go on', async (t) => {
  const { app, kie, place, pass, get, creates, userId, idle } = await arrangeOrder(t);
  kie.failNext({ code: 455, at: 'create' });
  const first = await place();
  const second = await place();
  assert.equal(creates().length, 1, 'nobody asks again at once');
  const input = { prompt: 'кот', aspect_ratio: '1:1' };
  const other = { modelId: 'google/imagen4-fast', input };
  await app.generation.confirm({ userId, clientKey: 'other', order: other });
  await idle();
  assert.equal(creates().length, 2);
  assert.equal((await get(second)).status, 'PENDING');
  for (let i = 0; i < 6; i += 1) await pass(30_000);
  assert.equal((await get(first)).status, 'COMPLETED');
  assert.equal((await get(second)).status, 'COMPLETED');
});

test('orders for a model under repair hold no place that others need, and can be cancelled', async (t) => {
  const { app, kie, place, pass, get, userId, idle, purse } = await arrangeOrder(t, {
    MAX_PARALLEL_GENERATIONS: '2',
    MAX_PARALLEL_PER_USER: '2',
  });
  kie.failNext({ code: 455, at: 'create', times: 2 });
  const first = await place();
  const second = await place();
  // The second refusal.
  await pass(70_000);
  for (const kept of [first, second])
    assert.partialDeepStrictEqual(await get(kept), { status: 'PENDING', certainty: 'unsubmitted' });
  const input = { prompt: 'кот', aspect_ratio: '1:1' };
  const other = { modelId: 'google/imagen4-fast', input };
  const { id } = await app.generation.confirm({ userId, clientKey: 'other', order: other });
  await idle();
  assert.equal((await get(id)).status, 'PROCESSING', 'it had no place to wait for');
  await app.generation.cancel({ userId, generationId: first });
  for (let i = 0; i < 10; i += 1) await pass(30_000);
  assert.equal((await get(first)).status, 'CANCELLED');
  for (const made of [second, id]) assert.equal((await get(made)).status, 'COMPLETED');
  assert.equal((await purse()).held, 0n);
  const { rows } = await app.db.pool.query('select active, waiting from lanes');
  assert.deepEqual(rows, [{ active: 0, waiting: 0 }]);
});

test('without credits at the provider the admin is told, and the orders wait', async (t) => {
  const { kie, place, pass, get, alerts, purse } = await arrangeOrder(t);
  kie.setBalance({ credits: 0 });
  const first = await place();
  const second = await place();
  await pass(70_000);
  // Once an hour; this may be the moment when one hour ends.
  assert.deepEqual([...new Set(await alerts())], ['provider_unfunded']);
  for (const id of [first, second]) assert.match((await get(id)).status, /PENDING|PROCESSING/);
  kie.setBalance({ credits: 100 });
  for (let i = 0; i < 4; i += 1) await pass(70_000);
  assert.equal((await get(first)).status, 'COMPLETED');
  assert.equal((await get(second)).status, 'COMPLETED');
  assert.partialDeepStrictEqual(await purse(), { available: credits('98.4'), held: 0n });
});

test('without credits for too long the order fails kindly, with the money back', async (t) => {
  const { kie, place, pass, get, purse } = await arrangeOrder(t);
  kie.setBalance({ credits: 0 });
  const id = await place();
  for (let i = 0; i < 8; i += 1) await pass(5 * minute);
  assert.partialDeepStrictEqual(await get(id), { status: 'FAILED', code: 'provider_unfunded' });
  assert.partialDeepStrictEqual(await purse(), full);
});

test('refused content fails at once, once, with the money back', async (t) => {
  const { kie, place, pass, get, purse, creates } = await arrangeOrder(t);
  kie.refuseContent();
  const id = await place();
  await pass(5_000);
  assert.partialDeepStrictEqual(await get(id), {
    status: 'FAILED',
    code: 'prompt_rejected',
    needsAttention: false,
  });
  assert.equal(creates().length, 1);
  assert.partialDeepStrictEqual(await purse(), full);
});

test('a failure that cost nothing is tried anew, twice at most', async (t) => {
  const { kie, place, pass, get, purse, creates } = await arrangeOrder(t);
  kie.failNext({ code: 501, times: 2 });
  const lucky = await place();
  for (let i = 0; i < 6; i += 1) await pass(20_000);
  assert.partialDeepStrictEqual(await get(lucky), { status: 'COMPLETED', attempt: 3 });
  assert.partialDeepStrictEqual(await purse(), paid);
  kie.failNext({ code: 501, times: 3 });
  const unlucky = await place();
  for (let i = 0; i < 6; i += 1) await pass(20_000);
  assert.partialDeepStrictEqual(await get(unlucky), { status: 'FAILED', code: 'provider_failed' });
  assert.equal(creates().length, 6);
  assert.partialDeepStrictEqual(await purse(), paid);
});

test('callbacks that come twice and in another order end every order once', async (t) => {
  const { app, kie, place, pass, get, purse } = await arrangeOrder(t);
  kie.holdCallbacks();
  kie.duplicateCallbacks({ copies: 3, times: 3 });
  const ids = [await place(), await place(), await place()];
  await pass(5_000);
  await Promise.all([kie.releaseCallbacks({ order: 'reversed' }), app.tick()]);
  await pass(1_000);
  for (const id of ids) assert.equal((await get(id)).status, 'COMPLETED');
  assert.partialDeepStrictEqual(await purse(), { available: credits('97.6'), held: 0n });
});
