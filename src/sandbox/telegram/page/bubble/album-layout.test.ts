import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { layAlbum } from './album-layout.ts';

test('every picture of an album has a place, and no line is a needle', () => {
  const ratio = fc.double({ min: 0.05, max: 20, noNaN: true });
  fc.assert(
    fc.property(fc.array(ratio, { minLength: 1, maxLength: 10 }), (ratios) => {
      const lines = layAlbum(ratios);
      assert.equal(lines.flatMap((line) => line.shares).length, ratios.length);
      for (const line of lines) assert.ok(line.ratio >= 1.2 && line.ratio <= 3.6);
    }),
  );
});

test('two wide pictures stand one above the other, two tall ones side by side', () => {
  assert.equal(layAlbum([2, 2]).length, 2);
  assert.equal(layAlbum([0.7, 0.7]).length, 1);
});
