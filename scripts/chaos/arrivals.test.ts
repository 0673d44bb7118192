import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paceOf } from './arrivals.ts';

const call = (wallAt: number) => ({ at: 0, wallAt, path: '/api/v1/jobs/createTask' });
const calls = (count: number, everyMs: number) =>
  Array.from({ length: count }, (_, i) => call(1_000_000 + i * everyMs));
const on = { leaps: [], stalls: [], windowMs: 10_000, limit: 20 };

test('twenty in ten seconds are allowed, the next one is a breach that names all of them', () => {
  assert.deepEqual(paceOf(calls(100, 500), on), { most: 20, breaches: [] });
  const { most, breaches } = paceOf(calls(21, 499), on);
  assert.equal(most, 21);
  assert.deepEqual(
    breaches.map((window) => window.length),
    [21],
  );
});

test('what is told between two leaps of the clock is counted, what a leap lies between is not', () => {
  const leaps = [{ fromMs: 1_004_500, aheadMs: 25_000 }];
  assert.equal(paceOf(calls(40, 450), { ...on, leaps }).most, 23);
  assert.equal(paceOf(calls(20, 450), { ...on, leaps }).most, 10);
});

test('what was stamped late because nobody looked makes no breach', () => {
  const late = [...Array.from({ length: 5 }, () => call(1_000_000)), ...calls(20, 550).slice(1)];
  assert.equal(paceOf(late, on).most, 23);
  const stalls = [{ fromMs: 997_500, untilMs: 1_000_200 }];
  assert.equal(paceOf(late, { ...on, stalls }).most <= 20, true);
});
