import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTroubles } from './checks.ts';
import type { Counts } from './people.ts';

const counts: Counts = {
  ordered: 100,
  batches: 1,
  doubled: 1,
  cancelled: 1,
  tooLate: 1,
  retried: 1,
  refused: {},
  askedAgain: 0,
  blocked: 0,
};
const troubles = {
  'SIGKILL worker': 3,
  'postgres stop': 1,
  'provider slow': 9,
  'telegram lose': 4,
};
const breachesOf = (...given: Parameters<typeof checkTroubles>) =>
  checkTroubles(...given).breaches.length;

test('a run proves something only when people ordered and every kind of trouble came', () => {
  assert.equal(breachesOf(troubles, counts), 0);
  assert.equal(breachesOf(troubles, { ...counts, ordered: 3 }), 1);
  for (const name of Object.keys(troubles)) {
    const rest = Object.entries(troubles).filter(([other]) => other !== name);
    assert.equal(breachesOf(Object.fromEntries(rest), counts), 1, name);
  }
});
