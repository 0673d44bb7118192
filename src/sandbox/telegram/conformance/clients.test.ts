import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import { type TestContext, test } from 'node:test';
import { Bot, InlineKeyboard, InputFile, webhookCallback } from 'grammy';
import { Telegraf } from 'telegraf';
import { createTelegramSandbox } from '#sandbox/telegram';
import { png } from '#sandbox/telegram/media/fixtures';

// Bots written with libraries that know nothing of us, changed in nothing but the address of the API.
const token = '4200000007:third-party';

async function arrange(t: TestContext) {
  const sandbox = createTelegramSandbox({ token, localUrls: true, botUsername: 'third_bot' });
  const { url } = await sandbox.start();
  const { control } = sandbox;
  const stops: (() => unknown)[] = [];
  t.after(async () => {
    for (const stop of stops) await stop();
    await sandbox.stop();
    const warnings = control.transcript.calls({ warned: true }).flatMap((entry) => entry.warnings);
    // telegraf puts the method's name among the fields of a multipart body.
    assert.deepEqual(
      warnings.filter((text) => !text.endsWith('unknown parameter method')),
      [],
    );
  });
  const user = control.addUser({ first_name: 'Ann', language_code: 'en' });
  return { control, url, user, stopLater: (stop: () => unknown) => stops.push(stop) };
}

type Ready = Awaited<ReturnType<typeof arrange>>;

/** Start, a picture, a press, an edit: told the same way whatever the bot is written with. */
async function story({ control, user }: Ready): Promise<void> {
  const bySend = (method: string) =>
    control.transcript.waitFor((entry) => entry.kind === 'call' && entry.method === method);
  control.start({ user: user.id, payload: 'deep' });
  await bySend('sendPhoto');
  const [, greeting, photo] = control.messages({ chat: user.id });
  assert.equal(greeting?.text, 'Hello Ann, deep');
  assert.deepEqual(greeting.entities, [{ type: 'bold', offset: 6, length: 3 }]);
  assert.equal(photo?.photo?.at(-1)?.width, 640);
  const pressed = control.press({
    user: user.id,
    message_id: greeting.message_id,
    text: 'Press',
  });
  assert.deepEqual(await pressed.answer(), { text: 'pressed', show_alert: false });
  await bySend('editMessageText');
  const edited = control.messages({ chat: user.id })[1];
  assert.equal(edited?.text, 'Pressed');
  assert.equal(edited.reply_markup, undefined);
  control.send({ user: user.id, text: 'echo me' });
  await control.transcript.waitFor(
    (entry) => entry.kind === 'call' && entry.params.text === 'echo: echo me',
  );
}

async function listen(ready: Ready, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ready.stopLater(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/hook`;
}

const picture = png(640, 480);

function grammyBot(apiRoot: string): Bot {
  const bot = new Bot(token, { client: { apiRoot } });
  bot.command('start', async (ctx) => {
    await ctx.reply(`Hello <b>${ctx.from?.first_name}</b>, ${ctx.match}`, {
      parse_mode: 'HTML',
      reply_markup: new InlineKeyboard().text('Press', 'press'),
    });
    await ctx.replyWithPhoto(new InputFile(picture, 'picture.png'));
  });
  bot.callbackQuery('press', async (ctx) => {
    await ctx.answerCallbackQuery('pressed');
    await ctx.editMessageText('Pressed');
  });
  bot.on('message:text', (ctx) => ctx.reply(`echo: ${ctx.message.text}`));
  return bot;
}

function telegrafBot(apiRoot: string): Telegraf {
  const bot = new Telegraf(token, { telegram: { apiRoot } });
  bot.start(async (ctx) => {
    await ctx.replyWithHTML(`Hello <b>${ctx.from.first_name}</b>, ${ctx.payload}`, {
      reply_markup: { inline_keyboard: [[{ text: 'Press', callback_data: 'press' }]] },
    });
    await ctx.replyWithPhoto({ source: picture, filename: 'picture.png' });
  });
  bot.action('press', async (ctx) => {
    await ctx.answerCbQuery('pressed');
    await ctx.editMessageText('Pressed');
  });
  bot.on('text', async (ctx) => {
    await ctx.reply(`echo: ${ctx.message.text}`);
  });
  return bot;
}

test('grammY polls', async (t) => {
  const ready = await arrange(t);
  const bot = grammyBot(ready.url);
  ready.stopLater(() => bot.stop());
  await new Promise<void>((resolve, reject) => {
    bot.start({ onStart: () => resolve() }).catch(reject);
  });
  await story(ready);
});

test('grammY takes a webhook', async (t) => {
  const ready = await arrange(t);
  const bot = grammyBot(ready.url);
  const secretToken = 'grammy-secret';
  const url = await listen(ready, webhookCallback(bot, 'http', { secretToken }));
  await bot.api.setWebhook(url, { secret_token: secretToken });
  await story(ready);
  assert.equal((await bot.api.getWebhookInfo()).last_error_message, undefined);
});

test('telegraf polls', async (t) => {
  const ready = await arrange(t);
  const bot = telegrafBot(ready.url);
  ready.stopLater(() => bot.stop());
  await new Promise<void>((resolve, reject) => {
    bot.launch(() => resolve()).catch(reject);
  });
  await story(ready);
});

test('telegraf takes a webhook', async (t) => {
  const ready = await arrange(t);
  const bot = telegrafBot(ready.url);
  const secretToken = 'telegraf-secret';
  const hook = bot.webhookCallback('/hook', { secretToken });
  const url = await listen(ready, (request, response) => void hook(request, response));
  await bot.telegram.setWebhook(url, { secret_token: secretToken });
  await story(ready);
});

test('a second poller ends a grammY bot with the conflict Telegram would send', async (t) => {
  const ready = await arrange(t);
  const first = grammyBot(ready.url);
  ready.stopLater(() => first.stop());
  const ended = Promise.withResolvers<unknown>();
  await new Promise<void>((resolve) => {
    first.start({ onStart: () => resolve() }).catch(ended.resolve);
  });
  await ready.control.bot().inbox.polling.waiting();
  const second = grammyBot(ready.url);
  ready.stopLater(() => second.stop());
  second.start().catch(ended.resolve);
  assert.match(
    String(await ended.promise),
    /409: Conflict: terminated by other getUpdates request/,
  );
});
