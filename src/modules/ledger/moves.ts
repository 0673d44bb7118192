import { AppError, type Credits, creditsOf, toDecimal } from '#kernel';

export interface Balance {
  available: Credits;
  held: Credits;
  owed: Credits;
}

export type UserAccount = keyof Balance;
export type HouseAccount = 'house_earnings' | 'house_grants' | 'house_sales' | 'house_welcome';
export type AccountKind = UserAccount | HouseAccount;

export type GrantReason = 'grant' | 'top_up' | 'welcome';
export type ChargeBackReason = 'refund' | 'take_back';
export type Reason =
  | GrantReason
  | ChargeBackReason
  | 'debt'
  | 'hold'
  | 'capture'
  | 'return'
  | 'release';

export interface Move {
  reason: Reason;
  debit: AccountKind;
  credit: AccountKind;
  amount: Credits;
}

/** Every way money may move, and no other: what it is taken from and what it is given to. */
export const legalMoves: Readonly<
  Record<Reason, readonly (readonly [AccountKind, AccountKind])[]>
> = {
  grant: [['house_grants', 'available']],
  top_up: [['house_sales', 'available']],
  welcome: [['house_welcome', 'available']],
  debt: [['available', 'owed']],
  refund: [
    ['available', 'house_sales'],
    ['owed', 'house_sales'],
  ],
  take_back: [
    ['available', 'house_grants'],
    ['owed', 'house_grants'],
  ],
  hold: [['available', 'held']],
  capture: [['held', 'house_earnings']],
  return: [['held', 'available']],
  release: [['held', 'available']],
};

export const isReason = (text: string): text is Reason => Object.hasOwn(legalMoves, text);

const sources = {
  grant: 'house_grants',
  top_up: 'house_sales',
  welcome: 'house_welcome',
  refund: 'house_sales',
  take_back: 'house_grants',
} as const;

export const none = creditsOf(0n);
export const sum = (amounts: readonly bigint[]): Credits =>
  creditsOf(amounts.reduce((total, amount) => total + amount, 0n));
const smaller = (a: Credits, b: Credits): Credits => (a < b ? a : b);
const minus = (a: Credits, b: Credits): Credits => creditsOf(a - b);

/** The debt is paid first, out of what comes in. */
export function planGrant(
  { owed }: Balance,
  { reason, amount }: { reason: GrantReason; amount: Credits },
): Move[] {
  return moving([
    { reason, debit: sources[reason], credit: 'available', amount },
    { reason: 'debt', debit: 'available', credit: 'owed', amount: smaller(owed, amount) },
  ]);
}

/** What is there is taken, the rest is owed. */
export function planChargeBack(
  { available }: Balance,
  { reason, amount }: { reason: ChargeBackReason; amount: Credits },
): Move[] {
  const taken = smaller(available, amount);
  const credit = sources[reason];
  return moving([
    { reason, debit: 'available', credit, amount: taken },
    { reason, debit: 'owed', credit, amount: minus(amount, taken) },
  ]);
}

export function planHold({ available }: Balance, amount: Credits): Move[] {
  if (amount > available)
    throw new AppError('insufficient_credits', {
      needed: toDecimal(amount),
      available: toDecimal(available),
      missing: toDecimal(minus(amount, available)),
    });
  return [{ reason: 'hold', debit: 'available', credit: 'held', amount }];
}

export function planCapture(held: Credits, amount: Credits): Move[] {
  if (amount > held)
    throw new AppError('exceeds_hold', { held: toDecimal(held), asked: toDecimal(amount) });
  return moving([
    { reason: 'capture', debit: 'held', credit: 'house_earnings', amount },
    { reason: 'return', debit: 'held', credit: 'available', amount: minus(held, amount) },
  ]);
}

export const planRelease = (held: Credits): Move[] => [
  { reason: 'release', debit: 'held', credit: 'available', amount: held },
];

const moving = (moves: Move[]): Move[] => moves.filter(({ amount }) => amount > 0n);

/** How a move changes what a person has, what is held of it and what is owed. */
export function changeOf({ debit, credit, amount }: Omit<Move, 'reason'>): Balance {
  const side = (account: UserAccount): bigint =>
    (credit === account ? amount : 0n) - (debit === account ? amount : 0n);
  return {
    available: creditsOf(side('available')),
    held: creditsOf(side('held')),
    owed: creditsOf(-side('owed')),
  };
}

// A million millions of credits: far more than anyone buys, far less than a bigint column holds.
const most = 10n ** 15n;

export function assertAmount(amount: Credits, { isZeroAllowed = false } = {}): void {
  if (amount > most || amount < 0n || (amount === 0n && !isZeroAllowed))
    throw new AppError('bad_request', { amount: toDecimal(amount) });
}
