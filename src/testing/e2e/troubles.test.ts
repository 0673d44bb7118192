import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, botToken, createTcpProxy, type TcpProxy, textOf, until } from '#testing';

const codeIn = (text: string | undefined) => /([2-9A-HJ-NP-Z]{6})/.exec(text ?? '')?.[1];

test('what goes wrong is told with a code that finds it in the log', async (t) => {
  const { person, telegram, lines } = await arrange(t, { errors: [/^failure/, /^update/] });
  const anna = person();
  await anna.says('/start');
  telegram.failNext({ method: 'sendMessage', code: 400, description: 'Bad Request: NO_MOON' });
  const [told, ...more] = await anna.says('/help');
  assert.deepEqual(more, []);
  assert.match(textOf(told), /^Не получилось, и виноват я/);
  const code = codeIn(textOf(told));
  const found = lines.filter(({ errorCode }) => errorCode === code);
  assert.ok(code);
  assert.deepEqual(
    found.map(({ msg, level }) => [msg, level]),
    [
      ['failure', 'error'],
      ['update', 'error'],
    ],
  );
  assert.match(JSON.stringify(found[0]), /NO_MOON/);
  assert.equal(found[1]?.feature, 'help');
});

test('a press that fails is answered with the code, and the next one works', async (t) => {
  const { person, telegram } = await arrange(t, { errors: [/^failure/, /^update/] });
  const anna = person({ language: 'ru' });
  await anna.says('/language');
  await anna.presses('English');
  await anna.says('/start');
  telegram.failNext({ method: 'editMessageText', code: 400, description: 'Bad Request: NO_MOON' });
  const answer = await anna.presses('🎟 Lotteries');
  assert.equal(answer.show_alert, true);
  assert.match(answer.text ?? '', /^That didn’t work/);
  assert.ok(codeIn(answer.text));
  await anna.presses('🎟 Lotteries');
  assert.match(textOf(anna.last()), /Lotteries/);
});

test('a question outlives a failed answer', async (t) => {
  const { person, telegram } = await arrange(t, { errors: [/^failure/, /^update/] });
  const anna = person();
  await anna.says('/delete_me');
  telegram.failNext({ method: 'sendMessage', code: 400, description: 'Bad Request: NO_MOON' });
  await anna.says('нет');
  assert.match(textOf((await anna.says('удалить'))[0]), /^Готово/);
});

test('when Telegram asks to wait, the answer comes after the wait, once', async (t) => {
  const { person, telegram } = await arrange(t);
  const anna = person();
  await anna.says('/start');
  telegram.failNext({
    method: 'sendMessage',
    code: 429,
    description: 'Too Many Requests: retry after 1',
    retryAfter: 1,
  });
  const answers = await anna.says('/help');
  assert.equal(answers.length, 1);
  assert.match(textOf(answers[0]), /^Чем помочь/);
  const [asked, answered] = telegram.transcript
    .calls({ method: 'sendMessage', chat: anna.id })
    .slice(-2);
  assert.ok(asked && answered && answered.at - asked.at >= 1_000);
});

test('a wait too long for a handler is waited out in the inbox, and never counts as a failure', async (t) => {
  const { person, telegram, app, launch, pool, lines } = await arrange(t);
  const anna = person();
  await anna.says('/start');
  telegram.failNext({
    method: 'sendMessage',
    code: 429,
    description: 'Too Many Requests: retry after 40',
    retryAfter: 40,
  });
  anna.send('/help');
  await until('the update waits', () => lines.some(({ msg }) => msg === 'update waits its turn'));
  const { rows } = await pool.query("select failures, payload from inbox where status = 'new'");
  assert.equal(rows.length, 1);
  assert.equal(rows[0].failures, 0);
  assert.equal(anna.seen().length, 1);
  await app.stop();
  await launch();
  await anna.hears(/^Чем помочь/);
  assert.equal(anna.seen().length, 2);
});

test('what Telegram says it did not do is asked again, and arrives once', async (t) => {
  const { person, telegram } = await arrange(t);
  const anna = person();
  await anna.says('/start');
  telegram.failNext({
    method: 'sendMessage',
    code: 500,
    description: 'Internal Server Error',
    times: 2,
  });
  assert.equal((await anna.says('/help')).length, 1);
});

test('an answer that Telegram did not confirm is not sent twice: the doubt is told instead', async (t) => {
  const { person, telegram } = await arrange(t, { errors: [/^failure/, /^update/] });
  const anna = person();
  await anna.says('/start');
  telegram.loseResponse({ method: 'sendMessage', chat: anna.id });
  const answers = await anna.says('/help');
  assert.deepEqual(
    answers.map((answer) => textOf(answer).slice(0, 10)),
    ['Чем помочь', 'Telegram н'],
  );
});

test('an edit that Telegram did not confirm is made again, and "not modified" is success', async (t) => {
  const { person, telegram } = await arrange(t, { refusals: [/message is not modified/] });
  const anna = person();
  await anna.says('/start');
  telegram.loseResponse({ method: 'editMessageText', chat: anna.id });
  await anna.presses('🎟 Лотереи');
  assert.equal(anna.seen().length, 1);
});

test('a press too old to be answered is no error', async (t) => {
  const { person, telegram, idle, app } = await arrange(t, { refusals: [/query is too old/] });
  const anna = person();
  const [menu] = await anna.says('/start');
  await app.bot.receive([
    {
      update_id: 900_000_001,
      callback_query: {
        id: '1234567890',
        chat_instance: '1',
        from: { id: anna.id, is_bot: false, first_name: 'Анна', language_code: 'ru' },
        message: menu,
        data: 'v1:as:picture',
      },
    },
  ]);
  await idle();
  assert.equal(telegram.transcript.calls({ method: 'answerCallbackQuery' }).length, 1);
});

test('while Telegram is down nothing is lost, and a forgotten webhook is taken off', async (t) => {
  const { person, telegram, apiRoot, app, launch } = await arrange(t, {
    refusals: [/while webhook is active/],
  });
  const anna = person();
  await anna.says('/start');
  await app.stop();
  const set = await fetch(`${apiRoot}/bot${botToken}/setWebhook?url=http://127.0.0.1:9/nobody`);
  assert.equal(set.status, 200);
  anna.send('/help');
  telegram.failNext({ method: 'getMe', code: 502, description: 'Bad Gateway' });
  telegram.failNext({ method: 'getUpdates', code: 500, description: 'Internal Server Error' });
  await launch();
  await anna.hears(/^Чем помочь/);
  assert.equal(telegram.transcript.calls({ method: 'deleteWebhook' }).length, 1);
});

test('what is written while PostgreSQL is away is answered when it is back, once and in order', async (t) => {
  let network: TcpProxy | undefined;
  const { person, lines } = await arrange(t, {
    adjust: async (config) => {
      network ??= await createTcpProxy(t, config.db.url);
      return { ...config, db: { ...config.db, url: network.url } };
    },
  });
  const anna = person();
  await anna.says('/start');
  await network?.refuse();
  anna.send('/help');
  anna.send('/privacy');
  await until('the loss is noticed', () => lines.some(({ msg }) => msg === 'seat left'));
  await network?.heal();
  await anna.hears(/^Что я о вас знаю/);
  assert.deepEqual(
    anna.seen().map((answer) => textOf(answer).slice(0, 5)),
    ['Здрав', 'Чем п', 'Что я'],
  );
});
