import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { createAdviser } from './index.ts';

const wire = z.array(
  z.object({ q: z.string(), relevant: z.array(z.string()), intent: z.string() }),
);

for (const name of [
  'given',
  'own',
  'held-out',
  'hard',
  'fresh-1',
  'fresh-2',
  'fresh-3',
  'fresh-4',
  'fresh-5',
  'fresh-6',
  'fresh-7',
  'fresh-8',
  'fresh-9',
  'fresh-10',
  'fresh-11',
  'fresh-12',
  'fresh-13',
  'fresh-14',
  'fresh-15',
])
  test(`the ${name} questions are understood: intent at least 0.97, recall@3 at least 0.95`, async () => {
    const file = join(import.meta.dirname, 'fixtures', `questions.${name}.json`);
    const questions = wire.parse(JSON.parse(readFileSync(file, 'utf8')));
    assert.ok(questions.length >= 45);
    const adviser = await createAdviser();
    let right = 0;
    const recalls: number[] = [];
    for (const { q, relevant, intent } of questions) {
      const advice = await adviser.advise(q);
      if (advice.intent === intent) right += 1;
      if (relevant.length === 0) continue;
      const hits = advice.lotteries.slice(0, 3).filter((id) => relevant.includes(id)).length;
      recalls.push(hits / Math.min(3, relevant.length));
    }
    const recall = recalls.reduce((all, one) => all + one, 0) / recalls.length;
    assert.ok(right / questions.length >= 0.97, `intent ${right / questions.length}`);
    assert.ok(recall >= 0.95, `recall ${recall}`);
  });
