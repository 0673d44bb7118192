import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Bot, type Context } from 'grammy';
import { AppError, isAppError } from '#kernel';
import { createMemoryLog, wideLine } from '#platform/log';
import { botToken, startTelegram } from '#testing';
import type { BotContext } from './context/index.ts';
import { createHandle } from './handle.ts';

async function arrangeHandle(t: TestContext, work: (ctx: Context) => Promise<void>) {
  const { telegram, url } = await startTelegram(t);
  const bot = new Bot<BotContext>(botToken, { client: { apiRoot: url } });
  await bot.init();
  bot.use(work);
  const { log, lines } = createMemoryLog();
  const dropped: string[] = [];
  const unreachable: number[] = [];
  const handle = createHandle({
    bot,
    log,
    wideLine,
    users: { markUnreachable: async (id) => void unreachable.push(id) },
    isPassing: (error) => error instanceof Error && error.message === 'database gone',
    dropQuestion: async (key) => void dropped.push(key),
    now: () => new Date(),
    handlerMs: 60,
  });
  const { id } = telegram.addUser({ first_name: 'Bo', language_code: 'en' });
  const message = telegram.start({ user: id });
  const run = () =>
    handle({
      updateId: 5,
      key: String(id),
      arrivedAt: new Date(),
      attempt: 1,
      payload: { update_id: 5, message },
    });
  const said = () => telegram.messages({ chat: id }).filter(({ from }) => from?.is_bot);
  return { run, said, lines, dropped, unreachable, id };
}

test('a handler that never ends is left, its question dropped, and the person told', async (t) => {
  const { run, said, lines, dropped, id } = await arrangeHandle(
    t,
    () => Promise.withResolvers<void>().promise,
  );
  await run();
  assert.match(said()[0]?.text ?? '', /report the code [2-9A-Z]{6}\.$/);
  assert.deepEqual(dropped, [String(id)]);
  assert.equal(lines.findLast(({ msg }) => msg === 'update')?.outcome, 'failed');
});

test('what passes by itself is thrown for another run, and nobody is told', async (t) => {
  for (const error of [new Error('database gone'), new AppError('unavailable')]) {
    const { run, said, lines } = await arrangeHandle(t, () => Promise.reject(error));
    await assert.rejects(run(), (thrown) => thrown === error);
    assert.deepEqual(said(), []);
    assert.equal(lines.filter(({ msg }) => msg === 'update').length, 1);
  }
});

test('a bug is told with a code and not run again', async (t) => {
  const { run, said, lines, dropped } = await arrangeHandle(t, () =>
    Promise.reject(new TypeError('x is not a function')),
  );
  await run();
  const code = /[2-9A-HJ-NP-Z]{6}/.exec(said()[0]?.text ?? '')?.[0];
  assert.equal(lines.filter(({ errorCode }) => errorCode === code).length, 2);
  assert.deepEqual(dropped, []);
});

test('a long wait asked by Telegram is handed to the inbox as such', async (t) => {
  const { GrammyError } = await import('grammy');
  const refusal = new GrammyError(
    'no',
    { ok: false, error_code: 429, description: 'wait', parameters: { retry_after: 40 } },
    'sendMessage',
    {},
  );
  const { run } = await arrangeHandle(t, () => Promise.reject(refusal));
  await assert.rejects(
    run(),
    (error) => isAppError(error, 'rate_limited') && error.details.retryAfterMs === 40_000,
  );
});
