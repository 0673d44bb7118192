import type { SandboxClock } from '#sandbox/clock';

export interface SpendingLimit {
  readonly hourly?: number | undefined;
  readonly daily?: number | undefined;
  readonly total?: number | undefined;
}

export interface Account {
  balance(): number;
  setBalance(credits: number): void;
  setSpendingLimit(limit: SpendingLimit): void;
  /** Takes the credits; the code of the refusal when it cannot. */
  reserve(credits: number): 402 | 433 | undefined;
  giveBack(credits: number): void;
}

const hourMs = 3_600_000;
const round = (credits: number) => Math.round(credits * 1000) / 1000;

export function createAccount(clock: SandboxClock, firstBalance: number): Account {
  let balance = firstBalance;
  let limit: SpendingLimit = {};
  let spent: { at: number; credits: number }[] = [];
  const spentSince = (at: number) =>
    spent.reduce((sum, one) => (one.at > at ? sum + one.credits : sum), 0);

  return {
    balance: () => round(balance),
    setBalance: (credits) => {
      balance = credits;
    },
    setSpendingLimit: (next) => {
      limit = next;
      spent = [];
    },
    reserve(credits) {
      const now = clock.now();
      const isOver = (cap: number | undefined, since: number) =>
        cap !== undefined && spentSince(since) + credits > cap;
      if (
        isOver(limit.total, Number.NEGATIVE_INFINITY) ||
        isOver(limit.daily, now - 24 * hourMs) ||
        isOver(limit.hourly, now - hourMs)
      )
        return 433;
      if (credits > balance) return 402;
      balance -= credits;
      const isCapped = Object.values(limit).some((cap) => cap !== undefined);
      if (isCapped) spent.push({ at: now, credits });
      return undefined;
    },
    giveBack(credits) {
      balance += credits;
      if (spent.length > 0) spent.push({ at: clock.now(), credits: -credits });
    },
  };
}
