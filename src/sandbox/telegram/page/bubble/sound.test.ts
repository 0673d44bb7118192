import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toBars } from './sound.ts';

test('a voice has the same bars every time it is drawn, all of them to be seen', () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      const bars = toBars(id);
      assert.deepEqual(toBars(id), bars);
      assert.ok(bars.length > 0 && bars.every((size) => size >= 0.14 && size <= 1));
    }),
  );
  assert.notDeepEqual(toBars('one'), toBars('two'));
});
