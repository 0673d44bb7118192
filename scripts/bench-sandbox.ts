// How fast the sandbox Telegram is: `node scripts/bench-sandbox.ts [messages]`. It must never be what a bench of the product waits for.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';

const messages = Number(process.argv[2] ?? 20_000);
const callers = 50;
const token = '4200000008:bench';

const child = fork(join(import.meta.dirname, '../src/sandbox/main.ts'), [`--token=${token}`], {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
const [ready] = await once(child, 'message');
const url: string = ready.telegram.url;
const agent = new Agent({ keepAlive: true, maxSockets: 4 * callers });

interface Answer {
  readonly id: number;
  readonly result: { readonly message_id: number };
}

interface Updates {
  readonly result: readonly {
    readonly update_id: number;
    readonly callback_query?: { readonly id: string };
  }[];
}

const post = <T = Answer>(path: string, body: object): Promise<T> =>
  new Promise((resolve, reject) => {
    const data = JSON.stringify(body);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(data),
    };
    const sent = request(`${url}${path}`, { agent, method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(JSON.parse(text)));
    });
    sent.on('error', reject);
    sent.end(data);
  });

async function measure(name: string, count: number, once: (index: number) => Promise<unknown>) {
  let next = 0;
  const started = performance.now();
  const work = async () => {
    while (next < count) {
      next += 1;
      await once(next);
    }
  };
  await Promise.all(Array.from({ length: callers }, work));
  const seconds = (performance.now() - started) / 1000;
  console.log(`${name}: ${Math.round(count / seconds)} a second`);
}

const users: number[] = [];
for (let index = 0; index < callers; index += 1) {
  const { id } = await post('/control/addUser', { first_name: `User ${index}` });
  await post('/control/start', { user: id });
  users.push(id);
}
const userOf = (index: number) => users[index % users.length] ?? 0;
const reply_markup = {
  inline_keyboard: [
    [
      { text: 'Again', callback_data: 'v1:again' },
      { text: 'Change', callback_data: 'v1:change' },
    ],
  ],
};
const send = (index: number) =>
  post(`/bot${token}/sendMessage`, {
    chat_id: userOf(index),
    text: `Request <b>${index}</b> is in the queue`,
    parse_mode: 'HTML',
    reply_markup,
  });

await measure('warm-up', 3000, send);
await measure('sendMessage', messages, send);
const { result } = await send(0);
let isOver = false;
const bot = async () => {
  for (let offset = 0; !isOver; ) {
    const fetched = await post<Updates>(`/bot${token}/getUpdates`, { offset, timeout: 1 });
    for (const { update_id, callback_query } of fetched.result) {
      offset = update_id + 1;
      if (callback_query !== undefined)
        void post(`/bot${token}/answerCallbackQuery`, { callback_query_id: callback_query.id });
    }
  }
};
const polling = bot();
await measure('callback round trips, press to answer', Math.ceil(messages / 4), () =>
  post('/control/press', {
    user: userOf(0),
    message_id: result.message_id,
    callback_data: 'v1:again',
    wait: true,
  }),
);
isOver = true;
await polling;
agent.destroy();
child.disconnect();
