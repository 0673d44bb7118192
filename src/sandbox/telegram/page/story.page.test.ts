import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bot, InlineKeyboard, Keyboard } from 'grammy';
import { drawPng } from './testing/png.ts';
import { desktop, openStage, phone, type Stage } from './testing/stage.ts';

const night = [
  [20, 24, 60],
  [120, 80, 120],
] as const;

/** A small bot of a stranger's making: it greets, counts, echoes and admires pictures. */
async function runBot(stage: Stage): Promise<void> {
  const bot = new Bot(stage.token, { client: { apiRoot: stage.url } });
  await bot.api.setMyDescription('Повторяю всё, что слышу.');
  await bot.api.setMyCommands([
    { command: 'start', description: 'Начать' },
    { command: 'keys', description: 'Показать клавиатуру' },
  ]);
  const board = (count: number) =>
    new InlineKeyboard()
      .text(`Нажато: ${count}`, `count:${count + 1}`)
      .row()
      .text('Громко', 'loud')
      .copyText('Скопировать', 'промокод');
  bot.command('start', (ctx) =>
    ctx.reply('<b>Здравствуйте</b>, <tg-spoiler>тайна</tg-spoiler>!', {
      parse_mode: 'HTML',
      reply_markup: board(0),
    }),
  );
  bot.callbackQuery(/^count:(\d+)$/, async (ctx) => {
    await ctx.answerCallbackQuery('Сосчитано');
    await ctx.editMessageReplyMarkup({ reply_markup: board(Number(ctx.match[1])) });
  });
  bot.callbackQuery('loud', (ctx) => ctx.answerCallbackQuery({ text: 'ГРОМКО', show_alert: true }));
  bot.command('keys', (ctx) =>
    ctx.reply('Вот клавиатура', {
      reply_markup: new Keyboard()
        .text('Раз')
        .text('Два')
        .resized()
        .oneTime()
        .placeholder('Выбирайте'),
    }),
  );
  bot.on('message:photo', (ctx) => ctx.reply(`Картинка: ${ctx.message.caption ?? 'без слов'}`));
  bot.on('message:text', (ctx) =>
    ctx.reply(`Вы сказали: ${ctx.message.text}`, {
      reply_parameters: { message_id: ctx.message.message_id },
    }),
  );
  void bot.start();
  stage.before(() => bot.stop());
}

for (const [device, options] of [
  ['desktop', desktop],
  ['phone', phone],
] as const) {
  test(`the whole story on a ${device}: start, press, type, attach, see`, {
    timeout: 60_000,
  }, async (t) => {
    const stage = await openStage(t);
    await runBot(stage);
    const page = await stage.open(options);
    await page.getByText('Повторяю всё, что слышу.').waitFor();
    await page.getByRole('button', { name: 'Начать' }).click();

    const hello = page.locator('.in', { hasText: 'Здравствуйте' });
    assert.equal(await hello.locator('strong').textContent(), 'Здравствуйте');
    await hello.locator('.spoiler').click();
    await hello.locator('.spoiler.shown').waitFor();

    await hello.getByRole('button', { name: 'Нажато: 0' }).click();
    await hello.getByRole('button', { name: 'Нажато: 1' }).waitFor();
    await page.locator('.toast', { hasText: 'Сосчитано' }).waitFor();
    await hello.getByRole('button', { name: 'Громко' }).click();
    const alert = page.getByRole('dialog');
    await alert.getByText('ГРОМКО').waitFor();
    await alert.getByRole('button', { name: 'Понятно' }).click();
    await alert.waitFor({ state: 'detached' });
    await hello.getByRole('button', { name: 'Скопировать' }).click();
    await page.locator('.toast', { hasText: 'Скопировано' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'промокод');

    const input = page.getByRole('combobox');
    await input.fill('первая строка');
    await input.press('Shift+Enter');
    await input.pressSequentially('<b>вторая</b>');
    await input.press('Enter');
    const echo = page.locator('.in', { hasText: 'Вы сказали: первая строка' });
    assert.match(
      (await echo.locator('.slot-text').textContent()) ?? '',
      /первая строка\n<b>вторая<\/b>$/,
    );
    assert.match((await echo.locator('.reply-strip').textContent()) ?? '', /Анна/);
    assert.equal(await echo.locator('b').count(), 0);
    await page.locator('.own .icon-checks').first().waitFor();

    await input.fill('/ke');
    await page.getByRole('option', { name: /keys/ }).click();
    await page.getByRole('button', { name: 'Раз', exact: true }).click();
    await page.locator('.own', { hasText: 'Раз' }).waitFor();
    await page.getByRole('button', { name: 'Раз', exact: true }).waitFor({ state: 'hidden' });

    await page.locator('input[type=file]').setInputFiles({
      name: 'moon.png',
      mimeType: 'image/png',
      buffer: drawPng(320, 200, night),
    });
    const attach = page.getByRole('dialog', { name: 'Прикрепить файл' });
    await attach.getByPlaceholder('Подпись').fill('луна');
    await attach.getByRole('button', { name: 'Отправить' }).click();
    const picture = page.locator('.own .picture img');
    await picture.waitFor();
    await page.waitForFunction(
      () => (document.querySelector<HTMLImageElement>('.own .picture img')?.naturalWidth ?? 0) > 0,
    );
    await page.locator('.in', { hasText: 'Картинка: луна' }).waitFor();
    await picture.click();
    await page.locator('.lightbox img').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.lightbox').waitFor({ state: 'detached' });
  });
}
