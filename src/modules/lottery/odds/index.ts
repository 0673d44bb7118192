// Exact chances by combinatorics. Nothing here passes through a float but what is shown to people.
export { chanceOfHits } from './combinatorics.ts';
export { type Expectation, expectation, type PricedTier } from './expectation.ts';
export { compare, type Ratio, toNumber } from './ratio.ts';
export { ticketsInSystemBet } from './system-bet.ts';
export {
  chanceInTickets,
  chanceOfAny,
  type Matrix,
  RuleError,
  type TierRule,
  tierChance,
} from './tiers.ts';
