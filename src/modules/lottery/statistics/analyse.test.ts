import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chiSquareTail } from './chi-square.ts';
import { analyse, readArchive } from './index.ts';

/** A fixed generator: the same archive on every run. */
function archive(
  length: number,
  { of, drawn, from = 1 }: { of: number; drawn: number; from?: number },
) {
  let state = 20260101;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length }, () => {
    const left = Array.from({ length: of - from + 1 }, (_, i) => i + from);
    return Array.from({ length: drawn }, () => left.splice(next(left.length), 1)[0] ?? 0);
  });
}

test('the tail of chi-square agrees with printed tables', () => {
  for (const [value, degrees, p] of [
    [3.841459, 1, 0.05],
    [6.634897, 1, 0.01],
    [18.307038, 10, 0.05],
    [60.480887, 44, 0.05],
    [124.342113, 100, 0.05],
    [2.155856, 10, 0.995],
  ] as const)
    assert.ok(Math.abs(chiSquareTail(value, degrees) - p) < 1e-6, `${value} ${degrees}`);
});

test('two degrees of freedom have a closed form, and it is met', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 200, noNaN: true }), (value) => {
      const exact = Math.exp(-value / 2);
      assert.ok(Math.abs(chiSquareTail(value, 2) - exact) < 1e-12);
    }),
  );
});

test('a fair archive of 20,000 draws does not differ from chance, and stays in its band', () => {
  const { differs, numbers, band, expected, sums, draws } = analyse({
    draws: archive(20_000, { of: 45, drawn: 6 }),
    of: 45,
  });
  assert.equal(draws, 20_000);
  assert.equal(differs, false);
  assert.ok(numbers.every(({ times }) => times >= band.from && times <= band.to));
  assert.ok(Math.abs(expected - (20_000 * 6) / 45) < 1e-9);
  assert.ok(Math.abs(sums.mean - sums.expectedMean) < 1);
  assert.equal(sums.expectedMean, 138);
});

test('a loaded archive is told to differ, and the loaded number stands outside the band', () => {
  const fair = archive(2000, { of: 45, drawn: 6 });
  const loaded = fair.map((draw, i) =>
    i % 5 === 0 && !draw.includes(7) ? [7, ...draw.slice(1)] : draw,
  );
  const { differs, numbers, band, chiSquare } = analyse({ draws: loaded, of: 45 });
  assert.equal(differs, true);
  assert.ok(chiSquare.p < 1e-6);
  assert.ok((numbers.find(({ number }) => number === 7)?.times ?? 0) > band.to);
});

test('the scaled sum is fair: over many small archives one in twenty is beyond the 5 % point', () => {
  const all = archive(40_000, { of: 20, drawn: 8 });
  const archives = Array.from({ length: 400 }, (_, i) => all.slice(i * 100, (i + 1) * 100));
  const beyond = archives.filter((draws) => analyse({ draws, of: 20 }).chiSquare.p < 0.05).length;
  assert.ok(beyond > 5 && beyond < 40, String(beyond));
});

test('gaps count draws since a number came, and the longest wait', () => {
  const { numbers } = analyse({ draws: [[1], [2], [1], [1], [2]], of: 3 });
  assert.deepEqual(numbers, [
    { number: 1, times: 3, gap: 0, longestGap: 1 },
    { number: 2, times: 2, gap: 1, longestGap: 2 },
    { number: 3, times: 0, longestGap: 5 },
  ]);
});

test('an archive that cannot be is refused', () => {
  assert.throws(() => analyse({ draws: [], of: 5 }), /at least one draw/);
  assert.throws(() => analyse({ draws: [[1, 1]], of: 5 }), /different numbers/);
  assert.throws(() => analyse({ draws: [[1, 6]], of: 5 }), /ends at 5/);
});

test('both spellings of a combination are read, undrawn and strange draws are counted as skipped', () => {
  const read = readArchive(
    {
      draws: [
        { combination: { structured: [1, 2] } },
        { combination: null, winningCombination: ['03', '04'] },
        { combination: null },
        { combination: { structured: 'never seen' } },
      ],
      requestStatus: 'success',
    },
    { drawn: 2 },
  );
  assert.deepEqual(read, {
    draws: [
      [1, 2],
      [3, 4],
    ],
    skipped: 2,
  });
});
