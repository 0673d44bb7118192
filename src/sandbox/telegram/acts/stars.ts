import {
  addMessage,
  type Bot,
  type Charge,
  enter,
  type InvoiceTerms,
  type Person,
  type StarsEntry,
  showMessage,
  type World,
} from '#sandbox/telegram/world';
import type { Message, MessageContent } from '../types.ts';
import { announce } from './announce.ts';
import type { Act, ActPlace } from './place.ts';

/** Moves the Stars and writes successful_payment. */
export function take(
  { world, bot }: Act,
  {
    place,
    terms,
    isFirst,
  }: { place: ActPlace; terms: Omit<InvoiceTerms, 'key' | 'title'>; isFirst: boolean },
): Charge {
  const { person, dialog } = place;
  const now = world.clock.seconds();
  const period = terms.subscription_period;
  const charge: Charge = {
    id: `stx${'0'.repeat(8)}${bot.id.toString(36)}_${world.nextNumber('charge').toString(36)}`,
    user_id: person.user.id,
    chat_id: dialog.chat.id,
    payload: terms.payload,
    currency: terms.currency,
    amount: terms.total_amount,
    date: now,
    ...(period === undefined ? {} : { subscription: { period, expires: now + period } }),
  };
  note(world, bot, { charge });
  if (terms.currency === 'XTR') {
    changeStars(world, bot, person, -terms.total_amount);
    const source = {
      type: 'user',
      transaction_type: 'invoice_payment',
      user: person.user,
      invoice_payload: terms.payload,
      ...(period === undefined ? {} : { subscription_period: period }),
    };
    note(world, bot, {
      transaction: { id: charge.id, amount: charge.amount, date: now, source },
    });
  }
  sayService(world, place, {
    successful_payment: {
      currency: terms.currency,
      total_amount: terms.total_amount,
      invoice_payload: terms.payload,
      ...(charge.subscription === undefined
        ? {}
        : {
            subscription_expiration_date: charge.subscription.expires,
            is_recurring: true,
            ...(isFirst ? { is_first_recurring: true } : {}),
          }),
      telegram_payment_charge_id: charge.id,
      provider_payment_charge_id:
        terms.currency === 'XTR' ? `${person.user.id}_${charge.id}` : `card_${charge.id}`,
    },
  });
  return charge;
}

export function note(world: World, bot: Bot, entry: StarsEntry): void {
  enter(bot.stars, entry);
  world.saved({ kind: 'stars', bot, entry });
}

export function changeStars(world: World, bot: Bot, person: Person, by: number): void {
  person.stars += by;
  world.saved({ kind: 'person', person });
  world.emit(bot, person.user.id, { type: 'stars', stars_balance: person.stars });
}

/** A line in the chat that the person's doing left: the bot gets it as a message. */
export function sayService(world: World, place: ActPlace, content: MessageContent): Message {
  const { dialog, owner, person } = place;
  const stored = addMessage(world, place, { from: person.user, bot: undefined, content });
  announce(world, place, stored, 'message');
  if (owner !== undefined) showMessage(world, owner, dialog, stored);
  return stored.message;
}
