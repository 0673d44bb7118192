// npm run ask -- "question" | npm run ask -- --file Q.json [--out A.jsonl]: what the lottery adviser answers.
// npm run ask -- --archive DRAWS.json --lottery 6x45: what an archive of draws shows.
// Q.json is an array of questions: texts, or objects with the text in `q` or `question`.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createAdviser } from '#modules/lottery';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    file: { type: 'string' },
    out: { type: 'string' },
    archive: { type: 'string' },
    lottery: { type: 'string' },
  },
});

if (values.archive && values.lottery) {
  const { analyzeArchive } = await createAdviser();
  const json: unknown = JSON.parse(readFileSync(values.archive, 'utf8'));
  console.log(analyzeArchive(json, { lotteryId: values.lottery, locale: 'ru' }).analysis);
  process.exit(0);
}

const questionsWire = z.array(
  z.union([
    z.string(),
    z.object({ q: z.string() }).transform(({ q }) => q),
    z.object({ question: z.string() }).transform(({ question }) => question),
  ]),
);

const questions = values.file
  ? questionsWire.parse(JSON.parse(readFileSync(values.file, 'utf8')))
  : [positionals.join(' ')];

if (questions.every((question) => question.trim() === '')) {
  console.error('usage: npm run ask -- "question" | --file Q.json [--out A.jsonl]');
  process.exit(1);
}

const adviser = await createAdviser();
const lines: string[] = [];
for (const question of questions) {
  const { intent, detail, lotteries, answer, sources, numbers } = await adviser.advise(question);
  const told = { intent, detail, lotteries, answer, sources, numbers };
  if (values.file) lines.push(JSON.stringify({ q: question, ...told }));
  else console.log(JSON.stringify(told, null, 2));
}
if (values.file && values.out) writeFileSync(values.out, `${lines.join('\n')}\n`);
else if (values.file) console.log(lines.join('\n'));
