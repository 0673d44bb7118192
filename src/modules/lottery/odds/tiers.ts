import { chanceAllOut, chanceOfHits, choose, type Field } from './combinatorics.ts';
import { add, multiply, one, type Ratio, ratio, subtract, sum } from './ratio.ts';

/** How a ticket wins a tier: enough to compute its chance with no other knowledge. */
export type TierRule =
  /** Hits in each field; null means any number of hits. Several rows are ways to the same prize. */
  | { by: 'hits'; ways: readonly (readonly (number | null)[])[] }
  /** Keno: the player chose how many numbers to mark. */
  | { by: 'marked'; marked: number; hits: number }
  /** Hits in the only field, and whether the ball drawn after them is the player's. */
  | { by: 'bonus-ball'; hits: number; bonus: boolean }
  /** Bingo: all numbers of the ticket are out while this many are left in the bag. */
  | { by: 'ticket-out'; left: number }
  /** Bingo: all that is left in the bag lies in one field of the ticket. */
  | { by: 'left-in-field'; left: number }
  /** Bingo: some `groups` of `size` numbers fill the first `groups × size` moves; `of` groups to choose from. */
  | { by: 'first-out'; size: number; groups: number; of: number }
  /** Digits with repeats: how many of the 10^digits outcomes win. */
  | { by: 'digits'; digits: number; winning: number }
  /** Every field exact, one value each. */
  | { by: 'exact' };

export interface Matrix {
  fields: readonly Field[];
  /** Bingo: numbers on the ticket, and in each of its fields. */
  ticket?: { numbers: number; perField: number; fields: number } | undefined;
}

export class RuleError extends Error {
  constructor(rule: TierRule, why: string) {
    super(`${rule.by}: ${why}`);
    this.name = 'RuleError';
  }
}

export function tierChance(matrix: Matrix, rule: TierRule): Ratio {
  switch (rule.by) {
    case 'hits':
      return sum(rule.ways.map((way) => chanceOfWay(matrix.fields, way, rule)));
    case 'marked':
      return chanceOfHits({ ...onlyField(matrix, rule), pick: rule.marked }, rule.hits);
    case 'bonus-ball':
      return bonusBall(onlyField(matrix, rule), rule);
    case 'ticket-out':
      return chanceAllOut({
        of: onlyField(matrix, rule).of,
        marked: ticketOf(matrix, rule).numbers,
        left: rule.left,
      });
    case 'left-in-field': {
      const { perField, fields } = ticketOf(matrix, rule);
      const ways = BigInt(fields) * choose(perField, rule.left);
      return ratio(ways, choose(onlyField(matrix, rule).of, rule.left));
    }
    case 'first-out': {
      const moves = rule.size * rule.groups;
      return ratio(choose(rule.of, rule.groups), choose(onlyField(matrix, rule).of, moves));
    }
    case 'digits':
      return ratio(rule.winning, 10n ** BigInt(rule.digits));
    case 'exact':
      return matrix.fields.map(({ of }) => ratio(1, of)).reduce(multiply, one);
  }
}

function chanceOfWay(
  fields: readonly Field[],
  way: readonly (number | null)[],
  rule: TierRule,
): Ratio {
  if (way.length !== fields.length) throw new RuleError(rule, 'one figure for each field');
  return fields
    .map((field, i) => {
      const hits = way[i] ?? null;
      return hits === null ? one : chanceOfHits(field, hits);
    })
    .reduce(multiply, one);
}

// One more ball is drawn from those that were not: it can only help a ticket that still has misses.
function bonusBall(field: Field, rule: { hits: number; bonus: boolean }): Ratio {
  const { of, pick, drawn = pick } = field;
  const withBonus = ratio(pick - rule.hits, of - drawn);
  return multiply(
    chanceOfHits(field, rule.hits),
    rule.bonus ? withBonus : subtract(one, withBonus),
  );
}

function onlyField({ fields }: Matrix, rule: TierRule): Field {
  const [field, ...rest] = fields;
  if (field === undefined || rest.length > 0) throw new RuleError(rule, 'needs exactly one field');
  return field;
}

function ticketOf(
  { ticket }: Matrix,
  rule: TierRule,
): { numbers: number; perField: number; fields: number } {
  if (ticket === undefined) throw new RuleError(rule, 'needs the layout of the ticket');
  return ticket;
}

/** The chance to win anything: only for tiers that exclude each other. */
export const chanceOfAny = (matrix: Matrix, rules: readonly TierRule[]): Ratio =>
  rules.map((rule) => tierChance(matrix, rule)).reduce(add, ratio(0));

/** At least one win among `tickets` tickets of different draws (or independent random tickets). */
export function chanceInTickets(chance: Ratio, tickets: number): Ratio {
  const miss = subtract(one, chance);
  return subtract(one, { n: miss.n ** BigInt(tickets), d: miss.d ** BigInt(tickets) });
}
