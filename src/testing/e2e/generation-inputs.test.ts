import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { refOf } from '#modules/files';
import { arrange } from '#testing';

/** Somebody who has a picture already, made here. */
async function arrangePicture(t: TestContext) {
  const story = await arrange(t, { generation: true });
  const { app, kie, clock, idle, tick } = story;
  const userId = await story.payer();
  let keys = 0;
  const place = async (order: { modelId: string; input: Record<string, string | string[]> }) => {
    keys += 1;
    const { id } = await app.generation.confirm({ userId, clientKey: `key ${keys}`, order });
    await idle();
    return id;
  };
  const pass = async (ms: number) => {
    clock.advance(ms);
    await kie.callbacksIdle();
    await idle();
    await tick();
  };
  const first = await place({
    modelId: 'z-image',
    input: { prompt: 'кот', aspect_ratio: '1:1' },
  });
  await pass(5_000);
  const [picture] = await app.files.ofGeneration(first);
  assert.equal(picture?.state, 'stored');
  return { ...story, userId, picture, place, pass };
}

const edit = (address: string) => ({
  modelId: 'google/nano-banana-edit',
  input: { prompt: 'в шляпе', image_urls: [address] },
});
const uploadsOf = (arrivals: readonly { path: string }[]) =>
  arrivals.filter(({ path }) => path.endsWith('upload')).length;

test('a file of the person becomes an address for the provider, once for many orders', async (t) => {
  const { app, kie, picture, place, pass, userId } = await arrangePicture(t);
  const ids = [await place(edit(refOf(picture))), await place(edit(refOf(picture)))];
  const tasks = kie.tasks().slice(1);
  const [one, other] = tasks.map(({ input }) => String(input.image_urls));
  assert.match(one ?? '', /^http:/);
  assert.equal(one, other);
  assert.equal(uploadsOf(kie.arrivals()), 1);
  const given = Buffer.from(await (await fetch(one ?? '')).arrayBuffer());
  assert.deepEqual(given, await app.files.readBytes(picture));
  await pass(5_000);
  for (const generationId of ids)
    assert.equal((await app.generation.get({ userId, generationId })).status, 'COMPLETED');
});

test('a file that could not be handed over now is handed over later', async (t) => {
  const { app, kie, picture, place, pass, userId } = await arrangePicture(t);
  kie.answerGarbage({ path: 'file-stream-upload' });
  const generationId = await place(edit(refOf(picture)));
  const waiting = await app.generation.get({ userId, generationId });
  assert.partialDeepStrictEqual(waiting, { status: 'PENDING', certainty: 'unsubmitted' });
  for (let i = 0; i < 3; i += 1) await pass(40_000);
  assert.equal((await app.generation.get({ userId, generationId })).status, 'COMPLETED');
});

test('what the provider could not read is handed over anew with the next order', async (t) => {
  const { app, kie, picture, place, pass, userId } = await arrangePicture(t);
  kie.failNext({ code: 451 });
  const generationId = await place(edit(refOf(picture)));
  await pass(5_000);
  assert.partialDeepStrictEqual(await app.generation.get({ userId, generationId }), {
    status: 'FAILED',
    code: 'input_unreadable',
  });
  await place(edit(refOf(picture)));
  assert.equal(uploadsOf(kie.arrivals()), 2);
});

test('a file that is gone ends the order with the money back', async (t) => {
  const { app, picture, place, pass, userId, pool } = await arrangePicture(t);
  await app.generation.pause();
  const generationId = await place(edit(refOf(picture)));
  await pool.query(`update files set state = 'gone' where id = $1`, [picture.id]);
  await app.generation.resume();
  await pass(1_000);
  assert.partialDeepStrictEqual(await app.generation.get({ userId, generationId }), {
    status: 'FAILED',
    code: 'input_unreadable',
  });
  assert.partialDeepStrictEqual(await app.ledger.balance(userId), { held: 0n });
});
