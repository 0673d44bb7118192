import { changeStars, note, sayService } from '#sandbox/telegram/acts';
import { type Bot, type Charge, privateDialog } from '#sandbox/telegram/world';
import type { Json } from '../types.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { boolean, integer, requiredText } from './params.ts';

const balanceOf = (bot: Bot): number =>
  bot.stars.transactions.reduce((sum, transaction) => {
    const amount = Number(transaction.amount ?? 0);
    return 'source' in transaction ? sum + amount : sum - amount;
  }, 0);

const getMyStarBalance = ({ bot }: ApiCall): { amount: number } => ({ amount: balanceOf(bot) });

const pageSize = 100;

function getStarTransactions(call: ApiCall): { transactions: readonly Json[] } {
  const offset = integer(call, 'offset', { min: 0 });
  const limit = integer(call, 'limit', { min: 1, max: pageSize, absent: pageSize });
  return { transactions: call.bot.stars.transactions.slice(offset, offset + limit) };
}

function findCharge(call: ApiCall): Charge {
  const userId = integer(call, 'user_id');
  if (userId <= 0) throw badRequest('invalid user_id specified');
  const id = requiredText(call, 'telegram_payment_charge_id');
  if (!call.world.people.has(userId)) throw badRequest('user not found');
  const charge = call.bot.stars.charges.get(id);
  if (charge === undefined || charge.user_id !== userId || charge.currency !== 'XTR') {
    throw badRequest('CHARGE_NOT_FOUND');
  }
  return charge;
}

function refundStarPayment(call: ApiCall): true {
  const { world, bot } = call;
  const charge = findCharge(call);
  if (charge.refunded === true) throw badRequest('CHARGE_ALREADY_REFUNDED');
  if (balanceOf(bot) < charge.amount) throw badRequest('BALANCE_TOO_LOW');
  const person = world.people.get(charge.user_id);
  const dialog = privateDialog(world, bot, charge.user_id);
  if (person === undefined || dialog === undefined) throw badRequest('user not found');
  note(world, bot, { charge: { ...charge, refunded: true } });
  const receiver = {
    type: 'user',
    transaction_type: 'invoice_payment',
    user: person.user,
    invoice_payload: charge.payload,
  };
  const { id, amount } = charge;
  note(world, bot, { transaction: { id, amount, date: world.clock.seconds(), receiver } });
  changeStars(world, bot, person, amount);
  sayService(
    world,
    { owner: bot, dialog, person },
    {
      refunded_payment: {
        currency: charge.currency,
        total_amount: amount,
        invoice_payload: charge.payload,
        telegram_payment_charge_id: id,
      },
    },
  );
  return true;
}

function editUserStarSubscription(call: ApiCall): true {
  const charge = findCharge(call);
  const { subscription } = charge;
  if (subscription === undefined) throw badRequest('CHARGE_NOT_FOUND');
  if (subscription.ended === true) throw badRequest('SUBSCRIPTION_NOT_ACTIVE');
  const { canceledBy, ...rest } = subscription;
  const isCanceled = boolean(call, 'is_canceled');
  const kept = canceledBy === 'user' ? { canceledBy } : {};
  const changed = isCanceled ? { canceledBy: 'bot' as const } : kept;
  note(call.world, call.bot, { charge: { ...charge, subscription: { ...rest, ...changed } } });
  return true;
}

export const starMethods: ApiGroup = {
  getMyStarBalance,
  getStarTransactions,
  refundStarPayment,
  editUserStarSubscription,
};
