import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { changeSubscription, pay } from '#sandbox/telegram/acts';
import { type Answer, refused } from '#sandbox/telegram/fixtures';
import { arrangeStars, offer } from './fixtures/stars.ts';

async function subscribe(t: TestContext, options = {}) {
  const sandbox = await arrangeStars(t, options);
  const { ok, act, chat, checkout, updates } = sandbox;
  const link = await ok('createInvoiceLink', { ...offer, subscription_period: 2_592_000 });
  assert.match(link, /^https:\/\/t\.me\/\$/);
  pay(act, { user: chat, link });
  await ok('answerPreCheckoutQuery', { pre_checkout_query_id: (await checkout()).id, ok: true });
  const payment = (await updates())[0].message.successful_payment;
  return { ...sandbox, payment, charge: payment.telegram_payment_charge_id };
}

const month = 2_592_000_000;

test('a subscription renews itself each month until the person cancels it', async (t) => {
  const { payment, control, updates, act, chat, charge } = await subscribe(t);
  assert.partialDeepStrictEqual(payment, { is_recurring: true, is_first_recurring: true });
  control.clock.advance(month + 1000);
  const [{ message }] = await updates();
  const renewed = message.successful_payment;
  assert.equal(renewed.is_recurring, true);
  assert.equal(renewed.is_first_recurring, undefined);
  assert.notEqual(renewed.telegram_payment_charge_id, charge);
  const current = renewed.telegram_payment_charge_id;
  changeSubscription(act, { user: chat, charge: current, canceled: true });
  changeSubscription(act, { user: chat, charge: current, canceled: false });
  changeSubscription(act, { user: chat, charge: current, canceled: true });
  assert.deepEqual(
    (await updates()).map((update: Answer) => update.subscription.state),
    ['canceled', 'active', 'canceled'],
  );
  control.clock.advance(month + 1000);
  assert.deepEqual(await updates(), []);
});

test('a renewal without Stars fails, and a bot can cancel a subscription itself', async (t) => {
  const { control, updates, chat, charge, ok, act } = await subscribe(t);
  await ok('editUserStarSubscription', {
    user_id: chat,
    telegram_payment_charge_id: charge,
    is_canceled: true,
  });
  assert.throws(() => changeSubscription(act, { user: chat, charge, canceled: false }), {
    message: 'the bot cancelled this subscription',
  });
  await ok('editUserStarSubscription', {
    user_id: chat,
    telegram_payment_charge_id: charge,
    is_canceled: false,
  });
  control.addUser({ id: chat, first_name: 'Ann', stars: 0 });
  control.clock.advance(month + 1000);
  assert.partialDeepStrictEqual((await updates())[0].subscription, {
    invoice_payload: 'order-1',
    state: 'failed',
  });
});

test('subscriptions last 30 days and are paid in Stars', async (t) => {
  const { call } = await arrangeStars(t);
  refused(
    await call('createInvoiceLink', { ...offer, subscription_period: 60 }),
    'SUBSCRIPTION_PERIOD_INVALID',
  );
});

test('payments survive a restart', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-stars-'));
  const first = await arrangeStars(t, { dataDir });
  const { telegram_payment_charge_id } = await first.buy();
  await first.stop();
  const second = await arrangeStars(t, { dataDir });
  t.after(() => rm(dataDir, { recursive: true }));
  assert.deepEqual(await second.ok('getMyStarBalance'), { amount: 50 });
  const refund = { user_id: first.chat, telegram_payment_charge_id };
  assert.equal(await second.ok('refundStarPayment', refund), true);
});

test('a renewal that fell due while the sandbox was down is paid when it comes back', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-renewal-'));
  const first = await subscribe(t, { dataDir });
  await first.stop();
  const second = await arrangeStars(t, { dataDir });
  t.after(() => rm(dataDir, { recursive: true }));
  second.control.clock.advance(month + 1000);
  const [{ message }] = await second.updates();
  assert.equal(message.successful_payment.is_recurring, true);
});

test('a link is paid from the page, which hears how it went', async (t) => {
  const { ok, url, chat, checkout, control } = await arrangeStars(t);
  const link: string = await ok('createInvoiceLink', offer);
  const stream = await fetch(`${url}/client/events?user=${chat}`);
  const heard = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  t.after(() => heard?.cancel());
  const paid = await fetch(`${url}/client/pay`, {
    method: 'POST',
    body: JSON.stringify({ user: chat, link }),
  });
  assert.deepEqual(await paid.json(), { state: 'pending' });
  await ok('answerPreCheckoutQuery', { pre_checkout_query_id: (await checkout()).id, ok: true });
  let events = '';
  while (!events.includes('link_payment')) events += (await heard?.read())?.value ?? '';
  const slug = link.replace('https://t.me/$', '');
  assert.ok(events.includes(JSON.stringify({ type: 'link_payment', slug, state: 'paid' })));
  assert.equal(control.messages({ chat }).at(-1)?.successful_payment?.total_amount, 50);
});
