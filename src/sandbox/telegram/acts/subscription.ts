import type { Charge, InvoiceTerms, Person, World } from '#sandbox/telegram/world';
import { type Act, placeOf } from './place.ts';
import { ActRefused } from './refusal.ts';
import { note, take } from './stars.ts';

/** At the end of a period the next one is paid, unless it was cancelled or the Stars are gone. */
export function armRenewal(act: Act, charge: Charge): void {
  const { world, bot } = act;
  const { subscription } = charge;
  if (subscription === undefined) return;
  world.clock.after(subscription.expires * 1000 - world.clock.now(), () => {
    const current = bot.stars.charges.get(charge.id);
    if (current?.subscription === undefined || current.refunded === true) return;
    note(world, bot, {
      charge: { ...current, subscription: { ...current.subscription, ended: true } },
    });
    if (current.subscription.canceledBy !== undefined) return;
    const place = placeOf(world, bot, { user: charge.user_id });
    if (place.person.stars < charge.amount) {
      pushSubscription(act, place.person, { payload: charge.payload, state: 'failed' });
    } else armRenewal(act, take(act, { place, terms: termsOf(charge), isFirst: false }));
  });
}

type PaidTerms = Omit<InvoiceTerms, 'key' | 'title'>;

const termsOf = ({ payload, currency, amount, subscription }: Charge): PaidTerms => ({
  payload,
  currency,
  total_amount: amount,
  ...(subscription === undefined ? {} : { subscription_period: subscription.period }),
});

/** After a restart: whatever fell due meanwhile is paid at once. */
export function resumeRenewals(world: World): void {
  for (const bot of world.bots.values()) {
    for (const charge of bot.stars.charges.values()) {
      if (charge.subscription !== undefined && charge.subscription.ended !== true) {
        armRenewal({ world, bot }, charge);
      }
    }
  }
}

function pushSubscription(
  { bot }: Act,
  person: Person,
  change: { payload: string; state: 'canceled' | 'active' | 'failed' },
): void {
  bot.push({
    kind: 'subscription',
    payload: { user: person.user, invoice_payload: change.payload, state: change.state },
    lane: `user:${person.user.id}`,
  });
}

/** A person stops or restarts the extension of a subscription. */
export function changeSubscription(
  act: Act,
  input: { user: number; charge: string; canceled: boolean },
): void {
  const { world, bot } = act;
  const { person } = placeOf(world, bot, input);
  const charge = bot.stars.charges.get(input.charge);
  const { subscription } = charge ?? {};
  if (charge === undefined || subscription === undefined || charge.user_id !== input.user) {
    throw new ActRefused('there is no such subscription');
  }
  if (subscription.ended === true) throw new ActRefused('the subscription has ended');
  const { canceledBy, ...rest } = subscription;
  if (!input.canceled && canceledBy === 'bot') {
    throw new ActRefused('the bot cancelled this subscription');
  }
  if ((canceledBy !== undefined) === input.canceled) return;
  note(world, bot, {
    charge: {
      ...charge,
      subscription: { ...rest, ...(input.canceled ? { canceledBy: 'user' as const } : {}) },
    },
  });
  const state = input.canceled ? 'canceled' : 'active';
  pushSubscription(act, person, { payload: charge.payload, state });
}
