import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import { until } from '#testing';
import { arrangeFaults } from './fixtures/fault-story.ts';

const minute = 60_000;
const full = { available: credits('100'), held: 0n };
const paid = { available: credits('99.2'), held: 0n };

test('an answer that was lost is found again by the callback, and paid for once', async (t) => {
  const { kie, place, pass, get, creates, purse } = await arrangeFaults(t);
  kie.loseResponse({ path: 'createTask' });
  const id = await place();
  assert.partialDeepStrictEqual(await get(id), { status: 'PROCESSING', certainty: 'submitting' });
  await pass(5_000);
  assert.partialDeepStrictEqual(await get(id), { status: 'COMPLETED', attempt: 1 });
  assert.equal(creates().length, 1);
  assert.partialDeepStrictEqual(await purse(), paid);
});

test('a callback that comes while nothing can be asked is remembered', async (t) => {
  const { kie, clock, place, get, creates, purse } = await arrangeFaults(
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
  const { kie, place, pass, get, creates, purse, alerts, files } = await arrangeFaults(t);
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
  const { kie, place, pass, get, purse } = await arrangeFaults(t, { ROLES: 'bot,worker' });
  kie.loseResponse({ path: 'createTask' });
  const id = await place();
  await pass(50_000);
  assert.equal((await get(id)).status, 'PROCESSING');
  await pass(15_000);
  assert.partialDeepStrictEqual(await get(id), { status: 'FAILED', code: 'provider_uncertain' });
  assert.partialDeepStrictEqual(await purse(), full);
});

test('a task without end runs out of time, and what it makes after all is free', async (t) => {
  const { kie, place, pass, get, purse, files } = await arrangeFaults(t);
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
  const { app, kie, place, pass, get } = await arrangeFaults(t);
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
  const { kie, place, pass, get } = await arrangeFaults(t);
  kie.dropCallbacks();
  kie.answerGarbage({ path: 'recordInfo', times: 2 });
  kie.hideRecord({ ms: 20_000 });
  const id = await place();
  for (let i = 0; i < 6; i += 1) await pass(minute);
  assert.equal((await get(id)).status, 'COMPLETED');
});

test('refused content fails at once, once, with the money back', async (t) => {
  const { kie, place, pass, get, purse, creates } = await arrangeFaults(t);
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
  const { kie, place, pass, get, purse, creates } = await arrangeFaults(t);
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
  const { app, kie, place, pass, get, purse } = await arrangeFaults(t);
  kie.holdCallbacks();
  kie.duplicateCallbacks({ copies: 3, times: 3 });
  const ids = [await place(), await place(), await place()];
  await pass(5_000);
  await Promise.all([kie.releaseCallbacks({ order: 'reversed' }), app.tick()]);
  await pass(1_000);
  for (const id of ids) assert.equal((await get(id)).status, 'COMPLETED');
  assert.partialDeepStrictEqual(await purse(), { available: credits('97.6'), held: 0n });
});
