import {
  type Bot,
  type InvoiceTerms,
  type Person,
  type StoredMessage,
  toClientMessage,
} from '#sandbox/telegram/world';
import type { Json } from '../types.ts';
import { type Act, type ActPlace, placeOf } from './place.ts';
import { ActRefused } from './refusal.ts';
import { changeStars, note, take } from './stars.ts';
import { armRenewal } from './subscription.ts';

export interface Pay {
  readonly user: number;
  readonly chat?: number | undefined;
  /** An invoice, or paid media. */
  readonly message_id?: number | undefined;
  /** What createInvoiceLink returned, or its slug. */
  readonly link?: string | undefined;
}

/** The bot must answer within 10 s; the update itself lives longer. */
const checkoutMs = 10_000;
const checkoutUpdateMs = 150_000;

/** Presses Pay: a pre_checkout_query goes out, the outcome comes as a `payment` event. */
export function pay(act: Act, input: Pay): void {
  const { world, bot } = act;
  const place = placeOf(world, bot, input);
  const stored =
    input.message_id === undefined ? undefined : place.dialog.messages.get(input.message_id);
  if (stored?.message.paid_media !== undefined) {
    buyMedia(act, place, stored);
    return;
  }
  const terms = termsOf(bot, { ...input, chat: place.dialog.chat.id });
  if (stored?.paid === true) throw new ActRefused('this invoice is already paid');
  checkBalance(place.person, terms.currency === 'XTR' ? terms.total_amount : 0);
  const settle = (outcome: { ok: true } | { ok: false; error: string }) => {
    if (outcome.ok) complete(act, { place, terms, stored });
    else tell(act, place, { stored, slug: terms.key, error: outcome.error });
  };
  openCheckout(act, { person: place.person, terms, settle });
}

function termsOf(bot: Bot, input: Pay): InvoiceTerms {
  const key =
    input.link === undefined
      ? `${input.chat}:${input.message_id}`
      : input.link.replace(/^https:\/\/t\.me\/(\$|invoice\/)/, '');
  const terms = bot.stars.invoices.get(key);
  if (terms === undefined) throw new ActRefused('there is no invoice to pay');
  return terms;
}

function checkBalance(person: Person, amount: number): void {
  if (person.stars < amount) {
    throw new ActRefused(`not enough Stars: ${amount} needed, ${person.stars} there`);
  }
}

function openCheckout(
  { world, bot }: Act,
  order: {
    person: Person;
    terms: InvoiceTerms;
    settle: (outcome: { ok: true } | { ok: false; error: string }) => void;
  },
): void {
  const { person, terms, settle } = order;
  const { checkouts } = bot.stars;
  const id = `${4_000_000_000_000_000_000n + BigInt(world.nextNumber('checkout'))}`;
  const cancel = world.clock.after(checkoutMs, () => {
    if (checkouts.delete(id)) settle({ ok: false, error: 'BOT_PRECHECKOUT_TIMEOUT' });
  });
  const close = () => {
    cancel();
    return checkouts.delete(id);
  };
  checkouts.set(id, { id, close, settle });
  bot.push({
    kind: 'pre_checkout_query',
    payload: {
      id,
      from: person.user,
      currency: terms.currency,
      total_amount: terms.total_amount,
      invoice_payload: terms.payload,
    },
    lane: `user:${person.user.id}`,
    lifetimeMs: checkoutUpdateMs,
  });
}

interface Order {
  readonly place: ActPlace;
  readonly terms: InvoiceTerms;
  readonly stored: StoredMessage | undefined;
}

function complete(act: Act, { place, terms, stored }: Order): void {
  const { world, bot } = act;
  const { person } = place;
  const isStars = terms.currency === 'XTR';
  if (isStars && person.stars < terms.total_amount) {
    tell(act, place, { stored, slug: terms.key, error: 'BALANCE_TOO_LOW' });
    return;
  }
  const charge = take(act, { place, terms, isFirst: true });
  if (stored !== undefined) {
    stored.paid = true;
    world.saved({ kind: 'message', bot: place.owner, dialog: place.dialog, stored });
    if (place.owner !== undefined) {
      const message = toClientMessage(world, place.dialog, stored);
      world.emit(bot, person.user.id, { type: 'edit', message });
    }
  }
  tell(act, place, { stored, slug: terms.key });
  if (charge.subscription !== undefined) armRenewal(act, charge);
}

function buyMedia(act: Act, place: ActPlace, stored: StoredMessage): void {
  const { world, bot } = act;
  const { person } = place;
  const media: Json = stored.message.paid_media ?? {};
  const amount = Number(media.star_count ?? 0);
  if (stored.paid === true) throw new ActRefused('this is already unlocked');
  checkBalance(person, amount);
  changeStars(world, bot, person, -amount);
  stored.paid = true;
  world.saved({ kind: 'message', bot: place.owner, dialog: place.dialog, stored });
  const id = `stxm${world.nextNumber('charge').toString(36)}`;
  const payload = stored.paidMediaPayload;
  const source = {
    type: 'user',
    transaction_type: 'paid_media_payment',
    user: person.user,
    paid_media: media.paid_media,
    ...(payload === undefined ? {} : { paid_media_payload: payload }),
  };
  note(world, bot, { transaction: { id, amount, date: world.clock.seconds(), source } });
  tell(act, place, { stored });
  if (payload === undefined) return;
  bot.push({
    kind: 'purchased_paid_media',
    payload: { from: person.user, paid_media_payload: payload },
    lane: `user:${person.user.id}`,
  });
}

function tell(
  { world, bot }: Act,
  { person }: ActPlace,
  told: { stored: StoredMessage | undefined; slug?: string; error?: string },
): void {
  const { stored, slug = '', error } = told;
  const outcome =
    error === undefined ? { state: 'paid' as const } : { state: 'failed' as const, error };
  world.emit(
    bot,
    person.user.id,
    stored === undefined
      ? { type: 'link_payment', slug, ...outcome }
      : { type: 'payment', message_id: stored.message.message_id, ...outcome },
  );
}
