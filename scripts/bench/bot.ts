import { addUsers, closedLoop, openLoop } from './load.ts';
import { openBench, rssMb } from './product.ts';
import { msText, num, percentile, perSecond, type Row } from './table.ts';

const people = 200;
const warmUp = 2_000;
const measured = 10_000;

/** The whole bot against the smallest one, on the same emulated server, 200 users at once. */
export async function benchBot(): Promise<Row[]> {
  const echo = await measureEcho();
  const bench = await openBench();
  const product = await bench.product();
  const users = addUsers(bench.control, people);
  await closedLoop(bench.control, { users, total: warmUp });

  const { ms } = await closedLoop(bench.control, { users, total: measured });
  const rate = perSecond(measured, ms);
  const steady = await openLoop(bench.control, { users, rate: 200, seconds: 15 });
  await product.stop();
  await bench.close();
  const rss = await growth();
  return [
    {
      what: `updates/s, ${people} users in a closed loop, \`/help\``,
      figure: num(rate),
      aim: '≥ 1,000',
    },
    { what: 'updates/s of a bare grammY echo bot, same server and users', figure: num(echo) },
    { what: 'the whole bot against the echo bot', figure: `${(rate / echo).toFixed(2)}×` },
    {
      what: 'injection → first answer at 200 updates/s, p50 / p99',
      figure: `${msText(percentile(steady, 50))} / ${msText(percentile(steady, 99))}`,
      aim: 'p99 ≤ 50 ms',
    },
    { what: 'RSS after 10,000 updates', figure: `${rss.at10k} MB`, aim: '≤ 200 MB' },
    {
      what: 'RSS after 5,000 and after 50,000 updates',
      figure: `${rss.at5k} → ${rss.at50k} MB (${signed((rss.at50k / rss.at5k - 1) * 100)} %)`,
      aim: '± 10 %',
    },
  ];
}

const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(0)}`;

async function measureEcho(): Promise<number> {
  const bench = await openBench();
  const echo = await bench.run('scripts/bench/echo-bot.ts');
  const users = addUsers(bench.control, people);
  await closedLoop(bench.control, { users, total: warmUp });
  const { ms } = await closedLoop(bench.control, { users, total: measured / 2 });
  await echo.stop();
  await bench.close();
  return perSecond(measured / 2, ms);
}

/** A process of its own, counted from its first update. */
async function growth() {
  const bench = await openBench();
  const product = await bench.product();
  const users = addUsers(bench.control, people);
  const after = async (total: number) => {
    await closedLoop(bench.control, { users, total });
    return rssMb(product.pid);
  };
  const at5k = await after(5_000);
  const at10k = await after(5_000);
  const at50k = await after(40_000);
  await product.stop();
  await bench.close();
  return { at5k, at10k, at50k };
}
