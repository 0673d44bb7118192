import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import type { Words } from '#surfaces/bot/ui';
import { overWords } from './batch.ts';
import { endedWords } from './status.ts';

const deps = {
  catalogue: { find: () => undefined, whyNotSold: () => undefined, followUps: () => [] },
};
const price = { amount: credits('0.8') };
const told = (words: Words): string => (typeof words === 'string' ? words : words.text);

test('what has ended says how, also while the news of it is on its way', () => {
  const ended = (status: 'COMPLETED' | 'FAILED' | 'CANCELLED') =>
    told(endedWords(deps, { number: 7, modelId: 'z-image', status, price }, 'en'));
  assert.match(ended('COMPLETED'), /Done, sending it\./);
  assert.match(ended('FAILED'), /It did not work out\.\nYour money is back: 0\.8\u00A0credits\./);
  assert.match(ended('CANCELLED'), /Cancelled, your money is back: 0\.8/);
});

test('a batch of which nothing came is not on its way', () => {
  const over = (statuses: readonly ('COMPLETED' | 'FAILED' | 'CANCELLED')[]) =>
    told(
      overWords(
        {
          batch: { number: 3, size: statuses.length },
          progress: { done: statuses.filter((one) => one === 'COMPLETED').length },
          generations: statuses.map((status) => ({ status, price })),
        },
        'en',
      ),
    );
  assert.match(
    over(['FAILED', 'CANCELLED']),
    /None of the orders worked out\.\nYour money is back: 1\.6/,
  );
  assert.doesNotMatch(over(['FAILED', 'FAILED']), /sending/);
  assert.match(over(['COMPLETED', 'FAILED']), /Done, sending it\./);
});
