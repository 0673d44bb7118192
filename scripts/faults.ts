// npm run faults: people talk to the product while it is killed and its neighbours fail, then everything is counted.
// Exit 1 when a promise is broken. What it does not do: Redis, and two processes on one database (tests do).
import pg from 'pg';
import { addUsers } from './bench/load.ts';
import { openBench, type Product } from './bench/product.ts';
import { openServers } from './bench/servers.ts';

const people = 30;
const kills = 20;
const betweenKillsMs = 2_000;
const patienceMs = 60_000;

const servers = await openServers();
const bench = await openBench({ transcriptLimit: 200_000 });
const { control } = bench;
const pool = new pg.Pool({ connectionString: servers.databaseUrl, max: 2 });
const users = addUsers(control, people);
const rows: { promise: string; measured: string; ok: boolean }[] = [];

const start = (): Promise<Product> => bench.product({ DATABASE_URL: servers.databaseUrl });
const count = async (where: string): Promise<number> => {
  const { rows: found } = await pool.query(`select count(*)::int as n from inbox where ${where}`);
  return Number(found[0]?.n);
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const asked = new Map<number, number>();
let isTalking = true;

/** Everyone asks, waits for the answer and asks again, whatever happens meanwhile. */
async function talk(user: number): Promise<void> {
  while (isTalking) {
    asked.set(user, (asked.get(user) ?? 0) + 1);
    await control.inject({ texts: [{ user, text: '/help' }] }).firstAnswers;
  }
}

async function settle(): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    if (control.bot().inbox.queue.pending().size === 0 && (await count("status = 'new'")) === 0)
      return;
    await pause(50);
  }
}

function answersOf(): Map<number, number> {
  const answers = new Map<number, number>();
  for (const { method, chat, answer } of control.transcript.calls())
    if (method.toLowerCase() === 'sendmessage' && answer.ok && typeof chat === 'number')
      answers.set(chat, (answers.get(chat) ?? 0) + 1);
  return answers;
}

let product = await start();
const talks = users.map((user) => talk(user));

let inWork = 0;
for (let i = 0; i < kills; i += 1) {
  // A start takes a second or two: some kills fall into it, as they do in life.
  await pause(betweenKillsMs + 150 * (i % 8));
  await product.stop('SIGKILL');
  inWork += await count("status = 'new' and starts > 0");
  product = await start();
}
await pause(2_000);

control.failNext({
  method: 'sendMessage',
  times: 20,
  code: 500,
  description: 'Internal Server Error',
});
control.failNext({
  method: 'sendMessage',
  times: 5,
  code: 429,
  description: 'Too Many Requests: retry after 1',
  retryAfter: 1,
});
await pause(3_000);
await product.stop('SIGTERM');
product = await start();
isTalking = false;
const gaveUp = Symbol('gave up');
const ended = await Promise.race([Promise.all(talks), pause(patienceMs).then(() => gaveUp)]);
await settle();
await product.stop();

const total = [...asked.values()].reduce((sum, n) => sum + n, 0);
const answers = answersOf();
const unanswered = users.reduce(
  (sum, user) => sum + Math.max(0, (asked.get(user) ?? 0) - (answers.get(user) ?? 0)),
  0,
);
const repeated = users.reduce(
  (sum, user) => sum + Math.max(0, (answers.get(user) ?? 0) - (asked.get(user) ?? 0)),
  0,
);
const done = await count("status = 'done'");
const parked = await count("status = 'parked'");
const { rows: known } = await pool.query('select count(*)::int as n from users');

rows.push(
  {
    promise: `every update is written down once (${kills} kills -9, 500s, 429s, a SIGTERM)`,
    measured: `${done + parked} rows for ${total} updates`,
    ok: done + parked === total,
  },
  {
    promise: 'every update is handled, none is given up',
    measured: `${done} done, ${parked} parked`,
    ok: done === total && parked === 0,
  },
  {
    promise: 'every person is known once',
    measured: `${known[0]?.n} rows for ${people} people`,
    ok: known[0]?.n === people,
  },
  {
    promise: 'every update gets an answer',
    measured: `${unanswered} without`,
    ok: ended !== gaveUp && unanswered === 0,
  },
  {
    promise: 'answered twice only if in work at a kill',
    measured: `${repeated} repeated, ${inWork} in work at the kills`,
    ok: repeated <= inWork,
  },
);
console.log(
  [
    '| promise | measured | kept |',
    '|---|---|---|',
    ...rows.map((row) => `| ${row.promise} | ${row.measured} | ${row.ok ? 'yes' : 'NO'} |`),
  ].join('\n'),
);

await pool.end();
await bench.close();
await servers.close();
process.exit(rows.every(({ ok }) => ok) ? 0 : 1);
