import { setTimeout as pause } from 'node:timers/promises';
import { openProbe } from './probed.ts';
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
  const probe = await openProbe();
  const product = await bench.product({
    WELCOME_CREDITS: '100000',
    USER_RATE_LIMIT: '0',
    ...probe.env,
  });
  const street = openStreet(bench.control);
  const open = async (): Promise<void> => {
    await street.say('/models nano banana');
    await street.press('Nano Banana ·');
    await street.press('✅ Начать');
    await street.say('Кот в космосе');
  };
  const told: Row[] = [];
  const measure = async (
    what: string,
    run: () => Promise<number[]>,
    before: readonly (() => Promise<void>)[] = [async () => undefined],
  ): Promise<void> => {
    const took: number[] = [];
    const spent = { cpuMs: 0, statements: 0 };
    for (const prepare of before) {
      await prepare();
      await probe.look(product.pid);
      took.push(...(await run()));
      const { cpuMs, statements } = await probe.look(product.pid);
      spent.cpuMs += cpuMs;
      spent.statements += statements;
    }
    const each = (all: number) => (all / took.length).toFixed(2);
    told.push(
      {
        what: `${people} press at once, ${what}: press → answer, p50 / p99`,
        figure: `${msText(percentile(took, 50))} / ${msText(percentile(took, 99))}`,
        aim: 'p99 ≤ 150 ms',
      },
      {
        what: `of the bot for each press, ${what}: CPU, statements`,
        figure: `${each(spent.cpuMs)} ms, ${each(spent.statements)}`,
      },
    );
  };

  await street.say('/start');
  const menu = ['🎨 Создать', '‹ Меню', '🖼 Мои работы', '‹ Меню'];
  const panel = ['Формат кадра', '16:9', 'Формат кадра', '1:1', 'Формат кадра', '‹ Назад'];
  await street.rounds(menu, warmUps);
  await measure('menu', () => street.rounds(menu, rounds));
  await open();
  await street.rounds(panel, warmUps);
  await measure('panel edit', () => street.rounds(panel, rounds));
  const confirm = () => street.press('✅ Создать');
  await measure('confirm', confirm);
  await measure('confirm while as many orders are made', confirm, [open, open, open]);
  await product.stop();
  await probe.close();
  await bench.close();
  return told;
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
      for (let i = 0; i < count; i += 1)
        for (const one of labels) samples.push(...(await press(one)));
      return samples;
    },
  };
}

// A chosen option wears a tick.
const isLike = (text: string, start: string) => text.replace(/^✓ /, '').startsWith(start);
