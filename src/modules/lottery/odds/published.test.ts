import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { type Lottery, readLotteries } from '#modules/lottery/facts';
import { chanceOfTier } from './fixtures/counted.ts';
import { type Ratio, ratio, toNumber } from './ratio.ts';
import { chanceOfAny, tierChance } from './tiers.ts';

const published = z
  .record(z.string(), z.object({ tiers: z.array(z.string()), overallOneIn: z.number().nullish() }))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', 'published.json'), 'utf8')));

const games = readLotteries().filter(({ tiers }) => tiers.length > 0);
const tiersOf = ({ id, matrix, tiers }: Lottery) => {
  assert.ok(matrix, id);
  return tiers.map((tier) => ({ matrix, tier, chance: tierChance(matrix, tier.rule) }));
};
const shown = ({ n, d }: Ratio): string => `${n}/${d}`;
const parse = (text: string): Ratio => {
  const [n, d] = text.split('/').map(BigInt);
  assert.ok(n !== undefined && d !== undefined);
  return ratio(n, d);
};

test('every tier of every matrix game equals its published fraction', () => {
  assert.deepEqual(games.map(({ id }) => id).sort(), Object.keys(published).sort());
  for (const game of games)
    assert.deepEqual(
      tiersOf(game).map(({ chance }) => shown(chance)),
      published[game.id]?.tiers.map((text) => shown(parse(text))),
      game.id,
    );
});

test('every tier of every matrix game equals a count made ball by ball', () => {
  for (const game of games)
    for (const { matrix, tier, chance } of tiersOf(game))
      assert.equal(
        shown(chance),
        shown(chanceOfTier(matrix, tier.rule)),
        `${game.id}: ${tier.label.en}`,
      );
});

test('the chance of any prize equals the published figure where the tiers exclude each other', () => {
  for (const { id, overall, tiers, matrix } of games) {
    const oneIn = published[id]?.overallOneIn;
    if (overall.by !== 'sum' || !oneIn || !matrix) continue;
    const paying = tiers.filter((_, i) => !overall.without?.includes(i)).map(({ rule }) => rule);
    const mine = 1 / toNumber(chanceOfAny(matrix, paying));
    assert.ok(Math.abs(mine - oneIn) / oneIn < 1e-4, `${id}: ${mine} and ${oneIn}`);
  }
});
