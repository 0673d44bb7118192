import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsOf, textOf } from '#testing';
import { starting } from './fixtures/form-story.ts';
import { arrangeOrders } from './fixtures/order-story.ts';

const contact = '8-495-989-50-50';

test('distress written into a form is taken as the answer awaited, and help follows once', async (t) => {
  const { buyer } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Kling 3.0 ·', '/models kling 3.0');
  await anna.says('я проиграла всё, не хочу жить');
  assert.ok(textOf(anna.last()).includes(contact));
  assert.equal(labelsOf(anna.last()).length, 1);
  const withHelp = () => anna.seen().filter((message) => textOf(message).includes(contact));
  assert.equal(withHelp().length, 1);
  const panel = anna
    .seen()
    .find((message) => labelsOf(message).some((one) => one.startsWith('✅')));
  assert.match(textOf(panel), /проиграла всё, не хочу жить/);
});

test('a picture of somebody who lost everything is only a picture', async (t) => {
  const { buyer } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Kling 3.0 ·', '/models kling 3.0');
  await anna.says('старик, который проиграл всё в казино, масло');
  assert.match(textOf(anna.last()), /проиграл всё в казино/);
  assert.ok(!anna.seen().some((message) => textOf(message).includes(contact)));
});
