// What is known of the lotteries without asking anyone: rules, prices, schedules and tiers, each fact with its age.
export { checkLotteries } from './check.ts';
export { type Figures, figuresOf } from './figures.ts';
export {
  type Lottery,
  type PrizeKind,
  reaches,
  type Sureness,
  type Theme,
  type Tier,
} from './lottery.ts';
export { readLotteries, readRawLotteries } from './read.ts';
