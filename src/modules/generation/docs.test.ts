import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { moves, sourcesOf, targetOf } from './state.ts';

test('docs/generation.md tells the table of moves as it is', () => {
  const page = readFileSync('docs/generation.md', 'utf8');
  for (const move of moves) {
    const from = sourcesOf(move).map(({ status, certainty }) => `${status} ${certainty}`);
    const { status, certainty } = targetOf(move);
    const to = certainty ? `${status} ${certainty}` : status;
    const row = `| \`${move}\` | ${from.join(', ')} | ${to} |`;
    assert.ok(page.includes(row), `missing: ${row}`);
  }
});
