import { RuleError, tierChance } from '#modules/lottery/odds';
import { type Lottery, lotteryWire } from './lottery.ts';

export interface Mistake {
  /** `entry 7 (rapido): tiers[0].rule`. */
  readonly where: string;
  readonly what: string;
}

/** Judges all entries: every mistake at once, each with its place. */
export function checkLotteries(entries: readonly unknown[]): {
  lotteries: readonly Lottery[];
  mistakes: readonly Mistake[];
} {
  const mistakes: Mistake[] = [];
  const named: { lottery: Lottery; name: string }[] = [];
  for (const [i, entry] of entries.entries()) {
    const name = `entry ${i + 1}${nameOf(entry)}`;
    const parsed = lotteryWire.safeParse(entry);
    if (parsed.success) named.push({ lottery: parsed.data, name });
    else
      for (const { path, message } of parsed.error.issues)
        mistakes.push({ where: `${name}: ${path.join('.') || 'entry'}`, what: message });
  }
  const lotteries = named.map(({ lottery }) => lottery);
  for (const { lottery, name } of named)
    for (const { where, what } of [
      ...checkTiers(lottery),
      ...checkPlace(lottery),
      ...checkNeighbours(lottery, lotteries),
    ])
      mistakes.push({ where: `${name}: ${where}`, what });
  return { lotteries, mistakes };
}

const nameOf = (entry: unknown): string =>
  typeof entry === 'object' && entry !== null && 'id' in entry ? ` (${String(entry.id)})` : '';

type Found = { where: string; what: string };

function checkTiers({ matrix, tiers, overall }: Lottery): Found[] {
  const found: Found[] = [];
  for (const [i, tier] of tiers.entries()) {
    const where = `tiers[${i}]`;
    if (matrix === undefined) found.push({ where, what: 'a tier needs a matrix' });
    else
      try {
        const { n, d } = tierChance(matrix, tier.rule);
        if (n <= 0n || n >= d) found.push({ where: `${where}.rule`, what: 'this cannot be won' });
      } catch (error) {
        if (!(error instanceof RuleError)) throw error;
        found.push({ where: `${where}.rule`, what: error.message });
      }
    if (tier.amountRub !== undefined && tier.prize !== 'fixed')
      found.push({ where: `${where}.amountRub`, what: 'only a fixed prize has an amount' });
  }
  if (tiers.filter(({ main }) => main).length > 1)
    found.push({ where: 'tiers', what: 'only one tier is the main prize' });
  const named =
    overall.by === 'tier' ? [overall.tier] : overall.by === 'sum' ? (overall.without ?? []) : [];
  for (const at of named)
    if (at >= tiers.length) found.push({ where: 'overall', what: `there is no tier ${at}` });
  if (overall.by === 'sum' && tiers.length === 0)
    found.push({ where: 'overall', what: 'there are no tiers to add up' });
  return found;
}

function checkPlace({ priceRub, priceRange, facts, fundPercent, status, operator }: Lottery) {
  const found: Found[] = [];
  if (priceRub !== undefined && priceRange !== undefined)
    found.push({ where: 'priceRange', what: 'a price or a range, not both' });
  if ((priceRub ?? priceRange) !== undefined && facts.price.sure === 'unknown')
    found.push({ where: 'facts.price', what: 'a known price is not unknown' });
  if (fundPercent !== undefined && facts.fund.sure === 'unknown')
    found.push({ where: 'facts.fund', what: 'a known fund is not unknown' });
  if (priceRange !== undefined && priceRange.fromRub > priceRange.toRub)
    found.push({ where: 'priceRange', what: 'it ends before it starts' });
  if (status === 'other-operator' && operator === undefined)
    found.push({ where: 'operator', what: 'name the other operator' });
  return found;
}

function checkNeighbours(lottery: Lottery, all: readonly Lottery[]): Found[] {
  const found: Found[] = [];
  const others = all.filter((other) => other !== lottery);
  if (others.some(({ id }) => id === lottery.id))
    found.push({ where: 'id', what: 'another entry has it too' });
  for (const alias of lottery.aliases)
    if (others.some(({ aliases }) => aliases.includes(alias)))
      found.push({ where: 'aliases', what: `another lottery is called «${alias}» too` });
  for (const id of lottery.replacedBy ?? [])
    if (all.find((other) => other.id === id)?.status !== 'active')
      found.push({ where: 'replacedBy', what: `${id} cannot be bought` });
  return found;
}
