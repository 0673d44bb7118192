import { addUsers } from './load.ts';
import { openBench } from './product.ts';
import { msText, percentile, type Row } from './table.ts';

/** From spawning the program to the answer to a /start that was waiting; the database is already there. */
export async function benchStart(): Promise<Row[]> {
  const bench = await openBench();
  const [first = 0, ...users] = addUsers(bench.control, 6);
  const answerOf = async (user: number) => {
    const injected = bench.control.inject({ texts: [{ user, text: '/start' }] });
    const product = await bench.product();
    const [ms = Number.NaN] = await injected.firstAnswers;
    await product.stop();
    return ms;
  };
  const fresh = await answerOf(first);
  const again: number[] = [];
  for (const user of users) again.push(await answerOf(user));
  await bench.close();
  return [
    {
      what: 'spawn → answer to a waiting `/start`, database there (median of 5)',
      figure: msText(percentile(again, 50)),
      aim: '≤ 4 s',
    },
    { what: 'the same on the very first start, database made on the way', figure: msText(fresh) },
  ];
}
