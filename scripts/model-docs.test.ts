import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

test('the pages of the models say what the catalogue says', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/model-docs.ts', '--check'], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
});
