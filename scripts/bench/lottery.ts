import { readdirSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { z } from 'zod';
import { readLotteries } from '#modules/lottery';
import { createDocumentSearch, createKnowledge } from '#modules/lottery/knowledge';
import { heatMap, jackpotChart, tierChart } from '#modules/lottery/pictures';
import { analyse } from '#modules/lottery/statistics';
import { createReader } from '#modules/lottery/understand';
import { createPictures } from '#platform/picture';
import { msText, num, percentile, type Row } from './table.ts';

const rounds = 7;
const folder = 'src/modules/lottery/fixtures';

/** Questions understood and answered with lotteries and documents, an archive counted, pictures drawn. */
export async function benchLottery(): Promise<Row[]> {
  const questions = readQuestions();
  return [
    ...(await benchRetrieval(questions, 500, 'p99 ≤ 2 ms')),
    ...(await benchRetrieval(questions, 50_000)),
    ...benchStatistics(),
    ...(await benchPictures()),
  ];
}

function readQuestions(): string[] {
  const wire = z.array(z.object({ q: z.string() }));
  return readdirSync(folder)
    .filter((name) => name.startsWith('questions.'))
    .flatMap((name) => wire.parse(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))))
    .map(({ q }) => q);
}

const topics = ['тираж', 'новости', 'пакет билетов', 'правила', 'суперприз', 'розыгрыш', 'акция'];

function documentsFor(count: number) {
  const lotteries = readLotteries();
  return Array.from({ length: count }, (_, i) => {
    const lottery = lotteries[i % lotteries.length];
    return {
      id: `document:${i}`,
      kind: 'news',
      title: `${topics[i % topics.length]} ${lottery?.title.ru} ${i}`,
      text: `${lottery?.hint.ru} ${lottery?.said.ru} ${1000 + i} слово${i % 5000}`,
    };
  });
}

async function benchRetrieval(
  questions: readonly string[],
  count: number,
  aim?: string,
): Promise<Row[]> {
  const lotteries = readLotteries();
  global.gc?.();
  const before = process.memoryUsage().heapUsed;
  const documents = documentsFor(count);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const cpu = process.cpuUsage();
  const building = performance.now();
  const search = await createDocumentSearch(documents);
  const buildMs = performance.now() - building;
  const { user, system } = process.cpuUsage(cpu);
  delay.disable();
  global.gc?.();
  const heapMb = (process.memoryUsage().heapUsed - before) / 1e6;
  const knowledge = createKnowledge({ lotteries });
  const byQuestion: number[][] = questions.map(() => []);
  for (let round = -1; round < rounds; round += 1) {
    // A new reader each round: a word it has met costs nothing the second time.
    const read = createReader(lotteries);
    for (const [i, question] of questions.entries()) {
      const from = performance.now();
      const reading = read(question);
      await knowledge.search(reading);
      await search.find(question, { limit: 10 });
      if (round >= 0) byQuestion[i]?.push(performance.now() - from);
    }
  }
  // A millisecond is less than what another program takes of a busy core: the best of a question's runs is its own.
  const typical = byQuestion.map((runs) => percentile(runs, 0));
  return [
    {
      what: `lottery questions read and retrieved, ${num(count)} documents, p50 / p99 of the best of ${rounds} runs each`,
      figure: `${percentile(typical, 50).toFixed(2)} / ${percentile(typical, 99).toFixed(2)} ms`,
      ...(aim === undefined ? {} : { aim }),
    },
    {
      what: `index of ${num(count)} documents: built in, of it computing, heap`,
      figure: `${msText(buildMs)}, ${msText((user + system) / 1000)}, ${Math.round(heapMb)} MB`,
    },
    {
      what: `event loop while that index is built: delay p99 / longest`,
      figure: `${msText(delay.percentile(99) / 1e6)} / ${msText(delay.max / 1e6)}`,
    },
  ];
}

const drawOf = (of: number, drawn: number, i: number): number[] => {
  const left = Array.from({ length: of }, (_, at) => at + 1);
  let state = i + 1;
  return Array.from({ length: drawn }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return left.splice(state % left.length, 1)[0] ?? 0;
  });
};
const archive = (of: number, drawn: number, count: number) =>
  Array.from({ length: count }, (_, i) => drawOf(of, drawn, i));

function benchStatistics(): Row[] {
  return [
    { name: '6 of 45', of: 45, drawn: 6 },
    { name: 'keno', of: 80, drawn: 20 },
  ].map(({ name, of, drawn }) => {
    const draws = archive(of, drawn, 20_000);
    const runs = Array.from({ length: rounds }, () => {
      const from = performance.now();
      analyse({ draws, of });
      return performance.now() - from;
    });
    return {
      what: `statistics of 20,000 draws of ${name}`,
      figure: msText(percentile(runs, 50)),
      aim: '≤ 50 ms',
    };
  });
}

async function benchPictures(): Promise<Row[]> {
  const lotteries = readLotteries();
  const big = lotteries.find(({ id }) => id === '5x2');
  const points = Array.from({ length: 1000 }, (_, i) => ({
    at: new Date(Date.UTC(2025, 0, 1) + i * 3_600_000),
    rub: 1e7 + (i % 300) * 1e6,
    isWon: i % 300 === 299,
  }));
  const heat = (of: number, drawn: number) =>
    heatMap({
      locale: 'ru',
      name: 'КЕНО',
      statistics: analyse({ draws: archive(of, drawn, 3_000), of }),
      source: 'архив',
    });
  const svgs: [string, string][] = [
    ['heat map of 45 numbers', heat(45, 6)],
    ['heat map of 80 numbers', heat(80, 20)],
    ['jackpot over time', jackpotChart({ locale: 'ru', name: '7 из 49', points, source: 'архив' })],
    ...(big
      ? ([['prize-tier chances', tierChart({ locale: 'ru', lottery: big, source: 'правила' })]] as [
          string,
          string,
        ][])
      : []),
  ];
  const rows: Row[] = [await benchFirstPicture(heat(45, 6))];
  const pictures = createPictures();
  for (const [what, svg] of svgs) {
    await pictures.draw(svg);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const runs: number[] = [];
    for (let i = 0; i < rounds; i += 1) {
      const from = performance.now();
      await pictures.draw(svg);
      runs.push(performance.now() - from);
    }
    delay.disable();
    rows.push({
      what: `picture: ${what}, and how long the event loop waited at most`,
      figure: `${msText(percentile(runs, 50))}, ${msText(delay.max / 1e6)}`,
      aim: '≤ 60 ms',
    });
  }
  await pictures.stop();
  return rows;
}

async function benchFirstPicture(svg: string): Promise<Row> {
  const firstMs = async (warmed: boolean): Promise<number> => {
    const pictures = createPictures();
    if (warmed) pictures.warm();
    // Answers come in order: with this one the samples are behind.
    if (warmed)
      await pictures.draw('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
    const from = performance.now();
    await pictures.draw(svg);
    const ms = performance.now() - from;
    await pictures.stop();
    return ms;
  };
  return {
    what: 'first picture of a process: at once / after a card was opened',
    figure: `${msText(await firstMs(false))} / ${msText(await firstMs(true))}`,
  };
}
