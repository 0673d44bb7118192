import { Agent, request } from 'node:http';
import { z } from 'zod';
import { addUsers } from './load.ts';
import { benchToken, openBench } from './product.ts';
import { num, perSecond, type Row } from './table.ts';

const sends = 20_000;
const presses = 5_000;
const inFlight = 50;

/** The emulated Telegram must never be what our benches measure. Client and server share this process. */
export async function benchSandbox(): Promise<Row[]> {
  const bench = await openBench();
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight + 1 });
  const call = (method: string, params: object) =>
    post(agent, `${bench.url}/bot${benchToken}/${method}`, params);
  const users = addUsers(bench.control, inFlight);
  for (const user of users) bench.control.start({ user });

  const sendStarted = performance.now();
  await many(sends, (i) =>
    call('sendMessage', { chat_id: users[i % users.length], text: `message ${i}` }),
  );
  const sendRate = perSecond(sends, performance.now() - sendStarted);

  const button = { inline_keyboard: [[{ text: 'Press', callback_data: 'x' }]] };
  const boards = await Promise.all(
    users.map(async (user) => ({
      user,
      message: await call('sendMessage', { chat_id: user, text: 'press', reply_markup: button }),
    })),
  );
  const bot = answerWhatIsRead(call);
  const pressStarted = performance.now();
  await many(presses, async (i) => {
    const board = boards[i % boards.length];
    if (!board) return;
    const press = bench.control.press({
      user: board.user,
      message_id: messageId(board.message),
      callback_data: 'x',
    });
    if (!(await press.answer())) throw new Error('a press was not answered');
  });
  const pressRate = perSecond(presses, performance.now() - pressStarted);
  await bot.stop();
  const kept = bench.control.transcript.list({}).length;
  agent.destroy();
  await bench.close();
  return [
    {
      what: 'sandbox Telegram: sendMessage/s, transcript on',
      figure: num(sendRate),
      aim: '≥ 2,000',
    },
    {
      what: 'sandbox Telegram: press → poll → answer, round trips/s, transcript on',
      figure: num(pressRate),
      aim: '≥ 500',
    },
    {
      what: `transcript entries kept after ${num(sends + presses)} calls`,
      figure: num(kept),
      aim: 'bounded',
    },
  ];
}

/** A bot as small as can be: one poll after another, and an answer to every press that a poll brought. */
function answerWhatIsRead(call: (method: string, params: object) => Promise<unknown>) {
  let isOn = true;
  const run = async () => {
    const answers: Promise<unknown>[] = [];
    for (let offset = 0; isOn; ) {
      const { result } = polled.parse(await call('getUpdates', { offset, timeout: 1 }));
      for (const { update_id, callback_query: press } of result) {
        offset = update_id + 1;
        if (press) answers.push(call('answerCallbackQuery', { callback_query_id: press.id }));
      }
    }
    await Promise.all(answers);
  };
  const running = run();
  return {
    stop: () => {
      isOn = false;
      return running;
    },
  };
}

const polled = z.object({
  result: z.array(
    z.object({ update_id: z.number(), callback_query: z.object({ id: z.string() }).optional() }),
  ),
});

async function many(total: number, one: (i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < total) {
        const i = next;
        next += 1;
        await one(i);
      }
    }),
  );
}

function post(agent: Agent, url: string, params: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify(params);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function messageId(answer: unknown): number {
  const { result } = answer as { result: { message_id: number } };
  return result.message_id;
}
