import { setTimeout as pause } from 'node:timers/promises';
import { type Bench, openBench } from './product.ts';
import { msText, percentile, type Row } from './table.ts';

const people = 50;
const warmUps = 2;
const rounds = 8;

type Control = Bench['control'];
type Message = ReturnType<Control['messages']>[number];

/** Fifty people press at one moment, again and again: from the press to its answer in their chat. */
export async function benchCreate(): Promise<Row[]> {
  const bench = await openBench();
  const product = await bench.product({ WELCOME_CREDITS: '100000', USER_RATE_LIMIT: '0' });
  const street = openStreet(bench.control);
  await street.say('/start');
  const menu = [
    ...(await street.rounds(['🎨 Создать', '‹ Меню'], rounds)),
    ...(await street.rounds(['🖼 Мои работы', '‹ Меню'], rounds)),
  ];
  const confirms: number[] = [];
  const edits: number[] = [];
  for (let i = 0; i < 2; i += 1) {
    await street.say('/models nano banana');
    await street.press('Nano Banana ·');
    await street.press('✅ Начать');
    await street.say('Кот в космосе');
    edits.push(...(await street.rounds(['Формат кадра', '16:9'], rounds / 2)));
    edits.push(...(await street.rounds(['Формат кадра', '1:1'], rounds / 2)));
    confirms.push(...(await street.press('✅ Создать')));
  }
  await product.stop();
  await bench.close();
  const row = (what: string, samples: readonly number[]): Row => ({
    what: `${people} press at once, ${what}: press → answer, p50 / p99`,
    figure: `${msText(percentile(samples, 50))} / ${msText(percentile(samples, 99))}`,
    aim: 'p99 ≤ 150 ms',
  });
  return [row('menu', menu), row('panel edit', edits), row('confirm', confirms)];
}

const patienceMs = 60_000;

function openStreet(control: Control) {
  const users = Array.from({ length: people }, (_, i) =>
    control.addUser({ first_name: `P${i}`, language_code: 'ru' }),
  );
  const waiting = new Map<number, (at: number) => void>();
  control.transcript.onEntry((entry) => {
    if (entry.kind !== 'call' || entry.chat === undefined) return;
    if (!/^(sendMessage|editMessageText)$/.test(entry.method)) return;
    waiting.get(entry.chat)?.(performance.now());
    waiting.delete(entry.chat);
  });

  /** All at one moment; each is over when something was said in that chat. */
  const allAtOnce = async (act: (user: number) => void): Promise<number[]> => {
    const answers = users.map(async ({ id }) => {
      const { promise, resolve } = Promise.withResolvers<number>();
      waiting.set(id, resolve);
      const from = performance.now();
      act(id);
      const at = await Promise.race([promise, pause(patienceMs, undefined, { ref: false })]);
      if (at === undefined) throw new Error('nothing was said');
      return at - from;
    });
    const took = await Promise.all(answers);
    // What follows an answer, such as the end of its handler, is not part of the next one.
    await pause(100);
    return took;
  };

  const findKey = (user: number, start: string) => {
    const has = (message: Message) =>
      (message.reply_markup?.inline_keyboard ?? []).flat().some(({ text }) => isLike(text, start));
    const message = control
      .messages({ chat: user })
      .filter(({ from }) => from?.is_bot)
      .findLast(has);
    const key = (message?.reply_markup?.inline_keyboard ?? [])
      .flat()
      .find(({ text }) => isLike(text, start));
    if (!message || !key) throw new Error(`no button "${start}…"`);
    return { message_id: message.message_id, text: key.text };
  };

  const press = (start: string) => {
    const keys = new Map(users.map(({ id }) => [id, findKey(id, start)]));
    return allAtOnce((user) => {
      const key = keys.get(user);
      if (key) control.press({ user, ...key });
    });
  };

  return {
    say: (text: string) => allAtOnce((user) => control.send({ user, text })),
    press,
    rounds: async (labels: readonly string[], count: number): Promise<number[]> => {
      const samples: number[] = [];
      for (let i = 0; i < warmUps + count; i += 1)
        for (const one of labels) {
          const took = await press(one);
          if (i >= warmUps) samples.push(...took);
        }
      return samples;
    },
  };
}

// A chosen option wears a tick.
const isLike = (text: string, start: string) => text.replace(/^✓ /, '').startsWith(start);
