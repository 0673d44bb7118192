import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { isGone, type Launched, until } from '#testing';
import { type Crowd, inTime } from './crowd.ts';
import type { Stage } from './stage.ts';

const patienceMs = 60_000;
const killsAlone = 10;
const killsOfTwo = 10;
const outages = 3;
const outageMs = 3_000;
// As pino writes it.
const fatalLevel = 60;

export interface Line {
  promise: string;
  measured: string;
  ok: boolean;
}

type Scene = (stage: Stage, crowd: Crowd) => Promise<Line[]>;

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

/** How long until somebody hears something again. */
async function untilHeard(crowd: Crowd): Promise<number> {
  const from = performance.now();
  const before = crowd.heard();
  await until('somebody is answered again', () => crowd.heard() > before, patienceMs);
  return performance.now() - from;
}

/** One process, killed and started again; every fifth kill falls into the start. */
export const killedAlone: Scene = async (stage) => {
  let product = stage.start();
  for (let i = 0; i < killsAlone; i += 1) {
    if (i % 5 < 4) await stage.sitting([product]);
    await pause(500 + 300 * (i % 4));
    await stage.kill(product);
    product = stage.start();
  }
  await stage.sitting([product]);
  await pause(1_000);
  await stage.stop(product);
  return [];
};

/** Two processes on one database: whoever sits is killed, the other takes over. */
export const killedOfTwo: Scene = async (stage, crowd) => {
  const products = [stage.start(), stage.start()];
  const waits: number[] = [];
  const without = async (end: (product: Launched) => Promise<void>) => {
    const sitting = await stage.sitting(products);
    products.splice(products.indexOf(sitting), 1);
    await end(sitting);
    waits.push(await untilHeard(crowd));
    products.push(stage.start());
  };
  for (let i = 0; i < killsOfTwo; i += 1) {
    await stage.sitting(products);
    if (i % 5 < 4) await Promise.all(products.map((product) => product.line('ready')));
    await pause(500 + 200 * (i % 4));
    await without(stage.kill);
  }
  await stage.sitting(products);
  await pause(2_000);
  await without(stage.stop);
  await Promise.all(products.map((product) => stage.stop(product)));
  return [
    {
      promise: `of two processes the other takes over (${killsOfTwo} kills, 1 SIGTERM)`,
      measured: `answers again after at most ${seconds(Math.max(...waits))}`,
      ok: Math.max(...waits) < 10_000,
    },
  ];
};

export const withoutPostgres: Scene = async (stage, crowd) => {
  const product = stage.start();
  await stage.sitting([product]);
  await pause(1_500);
  const waits: number[] = [];
  for (let i = 0; i < outages; i += 1) {
    await stage.outage(outageMs);
    waits.push(await untilHeard(crowd));
    await pause(2_000);
  }
  await stage.stop(product);
  return [
    {
      promise: `PostgreSQL stopped for ${seconds(outageMs)} and started, ${outages} times: everything goes on by itself`,
      measured: `answers again ${seconds(Math.max(...waits))} after its return at the latest`,
      ok: Math.max(...waits) < 15_000,
    },
  ];
};

export const withoutRedis: Scene = async (stage, crowd) => {
  const { redis } = stage;
  if (!redis) return [];
  const product = stage.start();
  await stage.sitting([product]);
  const url = String((await product.line('ready')).httpUrl);
  const feels = async () => (await fetch(`${url}/ready`)).status;
  await until('all is well', async () => (await feels()) === 200, patienceMs);
  let answered = 0;
  const told: number[] = [];
  const waits: number[] = [];
  for (const end of [redis.stop, redis.kill, redis.stop]) {
    await end();
    const before = crowd.heard();
    await until('/ready tells it', async () => (await feels()) !== 200, patienceMs);
    told.push(await feels());
    await pause(outageMs);
    answered += crowd.heard() - before;
    await redis.start();
    const from = performance.now();
    await until('all is well again', async () => (await feels()) === 200, patienceMs);
    waits.push(performance.now() - from);
  }
  await stage.stop(product);
  return [
    {
      promise:
        'Redis stopped twice and killed once, and started: the bot goes on, /ready tells of it and recovers',
      measured: `${answered} answers meanwhile, /ready ${told.join(', ')}, well again after at most ${seconds(Math.max(...waits))}`,
      ok: answered > 0 && told.every((status) => status === 503) && Math.max(...waits) < 15_000,
    },
  ];
};

/** What may be told as "Telegram did not confirm". */
export const doubtful = { hung: 3, lost: 3 };

export const troubledTelegram: Scene = async (stage, crowd) => {
  const { control } = stage;
  const product = stage.start();
  await stage.sitting([product]);
  await pause(1_000);
  const busy = { code: 429, description: 'Too Many Requests: retry after 1', retryAfter: 1 };
  const broken = { code: 500, description: 'Internal Server Error' };
  control.failNext({ method: 'sendMessage', times: 20, ...broken });
  control.failNext({ method: 'getUpdates', times: 2, ...broken });
  control.failNext({ method: 'answerCallbackQuery', times: 5, ...broken });
  await pause(3_000);
  control.failNext({ method: 'sendMessage', times: 5, ...busy });
  control.failNext({ method: 'editMessageText', times: 3, ...busy });
  control.loseResponse({ method: 'getUpdates', times: 1 });
  control.delayNext({ method: 'sendMessage', times: 10, ms: 700 });
  await pause(4_000);
  for (const { id: chat } of crowd.plain.slice(0, doubtful.hung))
    control.hang({ method: 'sendMessage', chat });
  for (const { id: chat } of crowd.plain.slice(doubtful.hung).slice(0, doubtful.lost))
    control.loseResponse({ method: 'sendMessage', chat });
  const doubts = () =>
    crowd.plain.flatMap(({ said }) => said).filter(({ text }) => text.startsWith('Telegram '))
      .length;
  const isOver = await inTime(until('the doubts are told', () => doubts() === 6, patienceMs));
  await pause(1_000);
  await stage.stop(product);
  return [
    {
      promise:
        'Telegram answers 429 and 500, is slow, hangs and loses answers: only what it did not confirm is told as a doubt',
      measured: `27 answers 500, 8 answers 429, ${doubtful.hung} hung, ${doubtful.lost} lost; ${doubts()} doubts told`,
      ok: isOver && doubts() === doubtful.hung + doubtful.lost,
    },
  ];
};

/** With a database and services of its own: the process is killed, and all it had started ends. */
export const leftBehind: Scene = async (stage) => {
  const product = stage.startAlone();
  const sandbox = Number((await product.line('sandbox started')).sandboxPid);
  const port = Number((await product.line('embedded database started')).port);
  await product.line('ready');
  await stage.end(product, 'SIGKILL');
  const from = performance.now();
  await until('nothing is left', async () => (await isGone(sandbox)) && (await refuses(port)));
  const ms = performance.now() - from;
  return [
    {
      promise: 'nothing is left 3 s after a kill -9: neither the sandbox nor the embedded database',
      measured: `all gone after ${seconds(ms)}`,
      ok: ms <= 3_000,
    },
  ];
};

const refuses = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => resolve(true));
  });

export const uncaught: Scene = async (stage) => {
  const product = stage.start();
  await stage.sitting([product]);
  await pause(1_000);
  const { code, ms } = await stage.end(product, 'SIGUSR2');
  const fatal = product.lines.find(({ level, msg }) => msg === 'crash' && level === fatalLevel);
  const isLogged = JSON.stringify(fatal ?? '').includes('nobody caught this');
  return [
    {
      promise: 'a rejection nobody caught is logged, stops the process cleanly and exits 1',
      measured: `${isLogged ? 'logged' : 'NOT logged'}, exit ${code} after ${seconds(ms)}`,
      ok: isLogged && code === 1 && ms <= 10_000,
    },
  ];
};
