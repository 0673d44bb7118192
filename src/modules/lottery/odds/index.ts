// Exact chances by combinatorics. Nothing here passes through a float but what is shown to people.
export { chanceOfHits, choose } from './combinatorics.ts';
export { type Expectation, expectation, type PricedTier } from './expectation.ts';
export {
  add,
  compare,
  multiply,
  type Ratio,
  ratio,
  subtract,
  sum,
  toNumber,
} from './ratio.ts';
export { ticketsInSystemBet } from './system-bet.ts';
export {
  chanceInTickets,
  chanceOfAny,
  type Matrix,
  RuleError,
  type TierRule,
  tierChance,
} from './tiers.ts';
