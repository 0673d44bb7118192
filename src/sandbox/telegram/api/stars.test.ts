import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pay } from '#sandbox/telegram/acts';
import { refused } from '#sandbox/telegram/fixtures';
import { png } from '#sandbox/telegram/media/fixtures';
import { arrangeStars, offer } from './fixtures/stars.ts';

test('a paid invoice becomes a successful payment with its own charge', async (t) => {
  const { ok, act, chat, stars, checkout, updates, control } = await arrangeStars(t);
  const before = stars();
  const sent = await ok('sendInvoice', { chat_id: chat, ...offer, start_parameter: 's' });
  assert.deepEqual(sent.invoice, {
    title: 'Credits',
    description: 'A hundred credits',
    start_parameter: 's',
    currency: 'XTR',
    total_amount: 50,
  });
  assert.deepEqual(sent.reply_markup.inline_keyboard, [[{ text: 'Pay ⭐️50', pay: true }]]);
  pay(act, { user: chat, message_id: sent.message_id });
  const query = await checkout();
  assert.partialDeepStrictEqual(query, {
    currency: 'XTR',
    total_amount: 50,
    invoice_payload: 'order-1',
    from: { id: chat },
  });
  assert.equal(stars(), before);
  await ok('answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ok: true });
  assert.equal(stars(), before - 50);
  const [{ message }] = await updates();
  const { telegram_payment_charge_id: charge, ...payment } = message.successful_payment;
  assert.partialDeepStrictEqual(payment, {
    currency: 'XTR',
    total_amount: 50,
    invoice_payload: 'order-1',
  });
  assert.ok(charge);
  assert.deepEqual(await ok('getMyStarBalance'), { amount: 50 });
  const { transactions } = await ok('getStarTransactions');
  assert.partialDeepStrictEqual(transactions, [
    {
      id: charge,
      amount: 50,
      source: { type: 'user', transaction_type: 'invoice_payment', invoice_payload: 'order-1' },
    },
  ]);
  assert.throws(() => pay(act, { user: chat, message_id: sent.message_id }), {
    message: 'this invoice is already paid',
  });
  assert.deepEqual(
    control.transcript.calls().flatMap(({ warnings }) => warnings),
    [],
  );
});

test('without an answer within 10 s of the clock nothing is paid and the answer is too late', async (t) => {
  const { ok, call, act, chat, stars, checkout, control, updates } = await arrangeStars(t);
  const before = stars();
  const { message_id } = await ok('sendInvoice', { chat_id: chat, ...offer });
  pay(act, { user: chat, message_id });
  const query = await checkout();
  control.clock.advance(10_001);
  refused(
    await call('answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ok: true }),
    'query is too old and response timeout expired or query ID is invalid',
  );
  assert.equal(stars(), before);
  assert.deepEqual(await updates(), []);
  pay(act, { user: chat, message_id });
  control.clock.advance(149_000);
  assert.equal(control.bot().inbox.queue.pending().size, 1);
  control.clock.advance(1000);
  assert.deepEqual(await updates(), []);
});

test('a bot can decline, once', async (t) => {
  const { ok, call, act, chat, stars, checkout } = await arrangeStars(t);
  const before = stars();
  const { message_id } = await ok('sendInvoice', { chat_id: chat, ...offer });
  pay(act, { user: chat, message_id });
  const { id } = await checkout();
  refused(
    await call('answerPreCheckoutQuery', { pre_checkout_query_id: id, ok: false }),
    'parameter "error_message" is required',
  );
  await ok('answerPreCheckoutQuery', {
    pre_checkout_query_id: id,
    ok: false,
    error_message: 'sold out',
  });
  assert.equal(stars(), before);
  refused(
    await call('answerPreCheckoutQuery', { pre_checkout_query_id: id, ok: true }),
    'query is too old and response timeout expired or query ID is invalid',
  );
});

test('wrong invoices are refused in the words of the server', async (t) => {
  const { call, chat } = await arrangeStars(t);
  const send = (more: object) => call('sendInvoice', { chat_id: chat, ...offer, ...more });
  refused(await send({ title: '' }), 'parameter "title" is required');
  refused(await send({ title: 'x'.repeat(33) }), 'TITLE_INVALID');
  refused(await send({ description: 'x'.repeat(256) }), 'DESCRIPTION_INVALID');
  refused(await send({ payload: 'я'.repeat(65) }), 'INVOICE_PAYLOAD_INVALID');
  refused(await send({ prices: [] }), 'there must be at least one price');
  refused(await send({ prices: '{' }), "can't parse prices JSON object");
  refused(
    await send({
      prices: [
        { label: 'a', amount: 1 },
        { label: 'b', amount: 2 },
      ],
    }),
    'STARS_INVOICE_INVALID',
  );
  refused(await send({ provider_token: 'x' }), 'STARS_INVOICE_INVALID');
  refused(await send({ need_email: true }), 'STARS_INVOICE_INVALID');
  refused(await send({ prices: [{ label: 'a', amount: 0 }] }), 'CURRENCY_TOTAL_AMOUNT_INVALID');
  refused(
    await send({ prices: [{ label: '', amount: 1 }] }),
    "can't parse labeled price: LabeledPrice label must be non-empty",
  );
  refused(
    await send({ prices: [{ label: 'a' }] }),
    'can\'t parse labeled price: Can\'t find field "amount"',
  );
  refused(await send({ currency: 'USD' }), 'PAYMENT_PROVIDER_INVALID');
  refused(
    await send({ reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'b' }]] } }),
    'REPLY_MARKUP_BUY_EMPTY',
  );
});

test('a refund gives the Stars back once and says so', async (t) => {
  const { ok, call, buy, stars, chat, updates } = await arrangeStars(t);
  const before = stars();
  const { telegram_payment_charge_id } = await buy();
  const refund = { user_id: chat, telegram_payment_charge_id };
  assert.equal(await ok('refundStarPayment', refund), true);
  assert.equal(stars(), before);
  const [{ message }] = await updates();
  assert.deepEqual(message.refunded_payment, {
    currency: 'XTR',
    total_amount: 50,
    invoice_payload: 'order-1',
    telegram_payment_charge_id,
  });
  refused(await call('refundStarPayment', refund), 'CHARGE_ALREADY_REFUNDED');
  refused(
    await call('refundStarPayment', { ...refund, telegram_payment_charge_id: 'none' }),
    'CHARGE_NOT_FOUND',
  );
  refused(
    await call('refundStarPayment', { telegram_payment_charge_id }),
    'invalid user_id specified',
  );
  assert.deepEqual(await ok('getMyStarBalance'), { amount: 0 });
  const { transactions } = await ok('getStarTransactions', { offset: 1 });
  assert.partialDeepStrictEqual(transactions, [
    { id: telegram_payment_charge_id, amount: 50, receiver: { type: 'user' } },
  ]);
});

test('a forwarded invoice without a start parameter can be paid by anyone', async (t) => {
  const { ok, act, control, chat, checkout } = await arrangeStars(t);
  const other = control.addUser({ first_name: 'Bob' });
  control.start({ user: other.id });
  const forward = async (more: object) => {
    const { message_id } = await ok('sendInvoice', { chat_id: chat, ...offer, ...more });
    return ok('forwardMessage', { chat_id: other.id, from_chat_id: chat, message_id });
  };
  const copy = await forward({});
  assert.equal(copy.reply_markup.inline_keyboard[0][0].pay, true);
  pay(act, { user: other.id, message_id: copy.message_id });
  assert.partialDeepStrictEqual(await checkout(), {
    from: { id: other.id },
    invoice_payload: 'order-1',
  });
  const link = await forward({ start_parameter: 's' });
  assert.equal(link.reply_markup, undefined);
  assert.throws(() => pay(act, { user: other.id, message_id: link.message_id }), {
    message: 'there is no invoice to pay',
  });
});

test('who has too few Stars cannot pay', async (t) => {
  const { ok, act, control, chat } = await arrangeStars(t);
  control.addUser({ id: chat, first_name: 'Ann', stars: 49 });
  const { message_id } = await ok('sendInvoice', { chat_id: chat, ...offer });
  assert.throws(() => pay(act, { user: chat, message_id }), {
    message: 'not enough Stars: 50 needed, 49 there',
  });
});

test('paid media is bought for Stars and the payload comes back', async (t) => {
  const { post, call, act, chat, stars, updates, ok } = await arrangeStars(t);
  const media = [{ type: 'photo', media: 'attach://a' }];
  const files = { a: { bytes: png(9, 9) } };
  const send = (more: object) =>
    post('sendPaidMedia', { chat_id: chat, star_count: 7, media, payload: 'p', ...more }, files);
  const { result } = await send({});
  assert.equal(result.paid_media.star_count, 7);
  assert.equal(result.paid_media.paid_media[0].photo.at(-1).width, 9);
  const before = stars();
  pay(act, { user: chat, message_id: result.message_id });
  assert.equal(stars(), before - 7);
  assert.partialDeepStrictEqual((await updates())[0].purchased_paid_media, {
    paid_media_payload: 'p',
    from: { id: chat },
  });
  assert.deepEqual(await ok('getMyStarBalance'), { amount: 7 });
  refused(await send({ star_count: 25_001 }), 'invalid media price specified');
  refused(await send({ media: Array(11).fill(media[0]) }), 'too many paid media to send');
  refused(
    await send({ media: [{ type: 'audio', media: 'attach://a' }] }),
    'can\'t parse InputPaidMedia: type "audio" is unsupported',
  );
  refused(
    await call('sendPaidMedia', { chat_id: chat, star_count: 1, media: [] }),
    'there are no paid media to send',
  );
});
