import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrangeOrders } from './fixtures/order-story.ts';

test('a file has an address of its own, which opens it and nothing else', async (t) => {
  const { app, buyer, idle, made, lines } = await arrangeOrders(t);
  const anna = await buyer();
  const [first, second] = [await anna.order(), await anna.order()];
  await idle();
  await made();
  const fileOf = async (generationId: string) => {
    const [file] = await app.files.ofGeneration(generationId);
    assert.ok(file);
    return { file, link: app.linkTo(file) ?? '' };
  };
  const [one, other] = [await fileOf(first.id), await fileOf(second.id)];
  const answer = await fetch(one.link);
  assert.equal(answer.status, 200);
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), await app.files.readBytes(one.file));
  assert.equal(answer.headers.get('content-type'), 'image/png');
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''/);
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');

  const madeUp = `${one.link.slice(0, one.link.lastIndexOf('/'))}${other.link.slice(other.link.lastIndexOf('/'))}`;
  for (const link of [madeUp, `${one.link}x`, one.link.slice(0, -1)])
    assert.equal((await fetch(link)).status, 404, link);
  const told = JSON.stringify(lines.filter(({ msg }) => msg === 'http request'));
  assert.match(told, /files\/[\w-]+\/\[masked\]/);
  assert.ok(!told.includes(one.link.slice(one.link.lastIndexOf('/') + 1)));
  await app.files.remove({ userId: anna.userId, fileId: one.file.id });
  assert.equal((await fetch(one.link)).status, 404);
});
