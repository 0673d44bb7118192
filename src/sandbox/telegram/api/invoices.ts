import { note } from '#sandbox/telegram/acts';
import type { InvoiceTerms } from '#sandbox/telegram/world';
import type { Message, ReplyMarkup } from '../types.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { deliver, readDestination } from './deliver.ts';
import { boolean, has, integer, isObject, json, requiredText, text } from './params.ts';

const titleLimit = 32;
const descriptionLimit = 255;
const payloadLimitBytes = 128;
const starsLimit = 100_000;
/** The only period there is: 30 days. */
const period = 2_592_000;

type Offer = Omit<InvoiceTerms, 'key'> & { readonly description: string };

function readOffer(call: ApiCall): Offer {
  const title = requiredText(call, 'title');
  const description = requiredText(call, 'description');
  const payload = requiredText(call, 'payload');
  const currency = requiredText(call, 'currency').toUpperCase();
  const amounts = readPrices(call);
  if ([...title].length > titleLimit) throw badRequest('TITLE_INVALID');
  if ([...description].length > descriptionLimit) throw badRequest('DESCRIPTION_INVALID');
  if (Buffer.byteLength(payload) > payloadLimitBytes) throw badRequest('INVOICE_PAYLOAD_INVALID');
  const total_amount = amounts.reduce((sum, amount) => sum + amount, 0);
  if (currency === 'XTR') checkStars(call, amounts);
  else if (text(call, 'provider_token') === '') throw badRequest('PAYMENT_PROVIDER_INVALID');
  if (total_amount <= 0 || (currency === 'XTR' && total_amount > starsLimit)) {
    throw badRequest('CURRENCY_TOTAL_AMOUNT_INVALID');
  }
  return { title, description, payload, currency, total_amount };
}

const forbiddenWithStars = [
  'need_name',
  'need_phone_number',
  'need_email',
  'need_shipping_address',
  'send_phone_number_to_provider',
  'send_email_to_provider',
  'is_flexible',
];

function checkStars(call: ApiCall, amounts: readonly number[]): void {
  const asks = forbiddenWithStars.some((name) => boolean(call, name));
  if (amounts.length !== 1 || asks || text(call, 'provider_token') !== '') {
    throw badRequest('STARS_INVOICE_INVALID');
  }
}

function readPrices(call: ApiCall): number[] {
  requiredText(call, 'prices');
  const value = json(call, 'prices', () => badRequest("can't parse prices JSON object"));
  if (!Array.isArray(value)) throw badRequest('expected an Array of labeled prices');
  if (value.length === 0) throw badRequest('there must be at least one price');
  const cannot = (why: string) => badRequest(`can't parse labeled price: ${why}`);
  return value.map((price: unknown) => {
    if (!isObject(price)) throw cannot('LabeledPrice must be an Object');
    const { label, amount } = price;
    if (label === undefined) throw cannot('Can\'t find field "label"');
    if (label === '') throw cannot('LabeledPrice label must be non-empty');
    if (amount === undefined) throw cannot('Can\'t find field "amount"');
    if (!Number.isInteger(Number(amount))) throw cannot('Field "amount" must be a valid Number');
    return Number(amount);
  });
}

function sendInvoice(call: ApiCall): Message {
  const { description, ...terms } = readOffer(call);
  const to = readDestination(call, { invoice: true });
  const message = deliver(
    call,
    { ...to, markup: to.markup ?? payButton(terms) },
    {
      invoice: {
        title: terms.title,
        description,
        start_parameter: text(call, 'start_parameter'),
        currency: terms.currency,
        total_amount: terms.total_amount,
      },
    },
  );
  const key = `${to.dialog.chat.id}:${message.message_id}`;
  note(call.world, call.bot, { invoice: { ...terms, key } });
  return message;
}

/** Without a keyboard of its own an invoice gets this one button. */
function payButton({ currency, total_amount }: Omit<InvoiceTerms, 'key'>): ReplyMarkup {
  const price = currency === 'XTR' ? `⭐️${total_amount}` : `${total_amount / 100} ${currency}`;
  return { inline_keyboard: [[{ text: `Pay ${price}`, pay: true }]] };
}

function createInvoiceLink(call: ApiCall): string {
  const { description: _, ...terms } = readOffer(call);
  const seconds = integer(call, 'subscription_period');
  if (has(call, 'subscription_period') && (seconds !== period || terms.currency !== 'XTR')) {
    throw badRequest('SUBSCRIPTION_PERIOD_INVALID');
  }
  const key = `sandbox${call.bot.id.toString(36)}x${call.world.nextNumber('invoice').toString(36)}`;
  const subscription = seconds === 0 ? {} : { subscription_period: seconds };
  note(call.world, call.bot, { invoice: { ...terms, ...subscription, key } });
  return `https://t.me/$${key}`;
}

function answerPreCheckoutQuery(call: ApiCall): true {
  const id = requiredText(call, 'pre_checkout_query_id');
  const ok = boolean(call, 'ok');
  const error = ok ? '' : requiredText(call, 'error_message');
  const checkout = call.bot.stars.checkouts.get(id);
  if (checkout?.close() !== true) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  checkout.settle(ok ? { ok } : { ok: false, error });
  return true;
}

export const invoiceMethods: ApiGroup = { sendInvoice, createInvoiceLink, answerPreCheckoutQuery };
