// npm run questions [-- FILE.json ...]: how well questions are understood, next to plain MiniSearch in the same run.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import MiniSearch from 'minisearch';
import { z } from 'zod';
import { createAdviser, readLotteries } from '#modules/lottery';
import { ndcgAt3, recallAt3 } from './questions/measures.ts';

const wire = z.array(
  z.object({ q: z.string(), relevant: z.array(z.string()), intent: z.string() }),
);
const fixtures = [
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
].map((name) => `src/modules/lottery/fixtures/questions.${name}.json`);
const files = process.argv.length > 2 ? process.argv.slice(2) : fixtures;
const adviser = await createAdviser();

const plain = new MiniSearch<{ id: string; text: string }>({ fields: ['text'] });
plain.addAll(
  readLotteries().map(({ id, title, hint, rules, said, aliases }) => ({
    id,
    text: [
      title.ru,
      title.en,
      hint.ru,
      hint.en,
      rules.ru,
      rules.en,
      said.ru,
      said.en,
      ...aliases,
    ].join(' '),
  })),
);

for (const file of files) {
  const questions = wire.parse(JSON.parse(readFileSync(file, 'utf8')));
  const measured = await Promise.all(
    questions.map(async ({ q, relevant, intent }) => {
      const answer = await adviser.advise(q);
      const base = plain.search(q).map(({ id }) => String(id));
      return { q, relevant, intent, answer, base };
    }),
  );
  const withLotteries = measured.filter(({ relevant }) => relevant.length > 0);
  const mean = (values: readonly number[]) =>
    (values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)).toFixed(3);
  const right = measured.map(({ intent, answer }) => (intent === answer.intent ? 1 : 0));
  console.log(`${basename(file)}: ${questions.length} questions, intent ${mean(right)}`);
  for (const [name, ids] of [
    ['adviser', (one: (typeof measured)[number]) => one.answer.lotteries],
    ['plain MiniSearch', (one: (typeof measured)[number]) => one.base],
  ] as const) {
    const recall = mean(withLotteries.map((one) => recallAt3(ids(one), one.relevant)));
    const ndcg = mean(withLotteries.map((one) => ndcgAt3(ids(one), one.relevant)));
    console.log(`  ${name.padEnd(16)} recall@3 ${recall}, nDCG@3 ${ndcg}`);
  }
  for (const { q, intent, answer, relevant } of measured)
    if (intent !== answer.intent || recallAt3(answer.lotteries, relevant) < 1)
      console.log(`  missed: ${q} (${answer.intent}: ${answer.lotteries.slice(0, 3).join(', ')})`);
}
