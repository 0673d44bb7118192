import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawPng } from './testing/png.ts';
import { openStage, type Stage } from './testing/stage.ts';

const day = [
  [120, 180, 230],
  [250, 220, 170],
] as const;

const png = (name: string, width: number, height: number) => ({
  name,
  mimeType: 'image/png',
  buffer: drawPng(width, height, day),
});

const invoice = (stage: Stage) => ({
  chat_id: stage.anna.id,
  title: '100 кредитов',
  description: 'Хватит на 40 картинок',
  payload: 'order-1',
  currency: 'XTR',
  prices: [{ label: '100', amount: 250 }],
});

test('an invoice is paid with Stars, the balance and the card show it', {
  timeout: 60_000,
}, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  await stage.call('sendInvoice', invoice(stage));
  const page = await stage.open();
  const balance = page.locator('.stars');
  const before = Number((await balance.textContent())?.replaceAll(/\D/g, ''));
  await page.locator('.inline-keyboard .key').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Купить «100 кредитов»').waitFor();
  await dialog.getByRole('button', { name: /Оплатить/ }).click();
  const { id } = await stage.nextUpdate('pre_checkout_query');
  await stage.call('answerPreCheckoutQuery', { pre_checkout_query_id: id, ok: true });
  await page.locator('.service', { hasText: 'Вы заплатили ★ 250' }).waitFor();
  await page.locator('.invoice .paid').waitFor();
  await page.locator('.key.disabled').waitFor();
  const after = Number((await balance.textContent())?.replaceAll(/\D/g, ''));
  assert.equal(after, before - 250);
});

test('a refused payment says why and leaves the button', { timeout: 60_000 }, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  await stage.call('sendInvoice', invoice(stage));
  const page = await stage.open();
  await page.locator('.inline-keyboard .key').click();
  await page.getByRole('button', { name: /Оплатить/ }).click();
  const { id } = await stage.nextUpdate('pre_checkout_query');
  const error_message = 'Счёт устарел';
  await stage.call('answerPreCheckoutQuery', {
    pre_checkout_query_id: id,
    ok: false,
    error_message,
  });
  await page.locator('.toast', { hasText: 'Счёт устарел' }).waitFor();
  assert.equal(await page.locator('.key[aria-busy="true"], .key.disabled').count(), 0);
});

test('paid media is a locked card until it is paid for, then pictures', {
  timeout: 60_000,
}, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  await stage.upload('sendPaidMedia', {
    fields: {
      chat_id: stage.anna.id,
      star_count: 40,
      media: [{ type: 'photo', media: 'attach://moon' }],
    },
    files: { moon: drawPng(300, 200, day) },
  });
  const page = await stage.open();
  await page.getByRole('button', { name: 'Открыть за ★ 40' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Оплатить ★ 40' }).click();
  await page.locator('.in .picture img').waitFor();
  await page.locator('.stars', { hasText: /9.960/ }).waitFor();
});

test('the reaction of the bot shows under what it reacts to', { timeout: 60_000 }, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  const { message_id } = stage.sandbox.control.send({ user: stage.anna.id, text: 'спасибо' });
  const page = await stage.open();
  const reaction = [{ type: 'emoji', emoji: '👍' }];
  await stage.call('setMessageReaction', { chat_id: stage.anna.id, message_id, reaction });
  await page.locator('.own .reaction', { hasText: '👍' }).waitFor();
});

test('a rich message is drawn with its headings, lists and tables', {
  timeout: 60_000,
}, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  const markdown = '# Итог\n\n- раз\n- **два**\n\n| имя | цена |\n|---|---|\n| flux | 2 |';
  await stage.call('sendRichMessage', { chat_id: stage.anna.id, rich_message: { markdown } });
  const page = await stage.open();
  const rich = page.locator('.rich');
  await rich.getByRole('heading', { name: 'Итог' }).waitFor();
  assert.equal(await rich.locator('li strong').textContent(), 'два');
  assert.deepEqual(await rich.locator('th, td').allTextContents(), ['имя', 'цена', 'flux', '2']);
});

test('a draft is written before the eyes, can be stopped, and becomes a message', {
  timeout: 60_000,
}, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  const page = await stage.open();
  const draft = (text: string) =>
    stage.call('sendMessageDraft', { chat_id: stage.anna.id, draft_id: 5, text, can_stop: true });
  await draft('');
  await page.locator('.draft', { hasText: 'Думаю…' }).waitFor();
  await draft('Ответ пишется');
  await page.locator('.draft', { hasText: 'Ответ пишется' }).waitFor();
  await page.getByRole('button', { name: 'Остановить' }).click();
  const stopped = await stage.nextUpdate('stopped_message_generation');
  assert.equal(stopped.draft_id, 5);
  await page.locator('.draft').waitFor({ state: 'detached' });
  await stage.say('Ответ готов');
  await page.locator('.in', { hasText: 'Ответ готов' }).waitFor();
});

test('the bot is seen typing until it writes', { timeout: 60_000 }, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  const page = await stage.open();
  await stage.call('sendChatAction', { chat_id: stage.anna.id, action: 'upload_photo' });
  await page.locator('.status', { hasText: 'отправляет фото' }).waitFor();
  await stage.say('готово');
  await page.locator('.status', { hasText: /^бот$/ }).waitFor();
});

test('pictures go as one album, as a file, with a caption; an album from the bot is one bubble', {
  timeout: 60_000,
}, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  const page = await stage.open();
  const picker = page.locator('input[type=file]');
  await picker.setInputFiles([
    png('a.png', 300, 200),
    png('b.png', 200, 300),
    png('c.png', 200, 200),
  ]);
  const dialog = page.getByRole('dialog', { name: 'Прикрепить файл' });
  await dialog.getByText('Отправить: 3 файла').waitFor();
  await dialog.getByRole('button', { name: 'Убрать c.png' }).click();
  await dialog.getByText('Отправить: 2 файла').waitFor();
  await dialog.getByPlaceholder('Подпись').fill('двое');
  await dialog.getByPlaceholder('Подпись').press('Enter');
  const album = page.locator('.own .album');
  await album.waitFor();
  assert.equal(await album.locator('img').count(), 2);
  assert.equal(await page.locator('.own', { hasText: 'двое' }).count(), 1);

  await picker.setInputFiles(png('sharp.png', 300, 200));
  await dialog.getByText('Файлом').click();
  await dialog.getByRole('button', { name: 'Отправить' }).click();
  await page.locator('.own .document', { hasText: 'sharp.png' }).waitFor();
});

test('a message is answered, copied and deleted from its menu', { timeout: 60_000 }, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  await stage.say('спросите меня');
  const page = await stage.open();
  const row = page.locator('.in', { hasText: 'спросите меня' });
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Ответить' }).click();
  await page.getByRole('combobox').fill('спрашиваю');
  await page.keyboard.press('Enter');
  const answer = page.locator('.own', { hasText: 'спрашиваю' });
  assert.match((await answer.locator('.reply-strip').textContent()) ?? '', /спросите меня/);
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Удалить' }).click();
  await row.waitFor({ state: 'detached' });
});

test('the bot is blocked and unblocked, and hears of it', { timeout: 60_000 }, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  const page = await stage.open();
  await page.getByRole('button', { name: 'Меню чата' }).click();
  await page.getByRole('menuitem', { name: 'Заблокировать бота' }).click();
  await page.getByRole('button', { name: 'Разблокировать' }).click();
  await page.getByRole('combobox').waitFor();
  const { new_chat_member: member } = await stage.nextUpdate('my_chat_member');
  assert.equal(Object(member).status, 'kicked');
});

test('a second person is added in English, and each sees an own chat', {
  timeout: 60_000,
}, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  await stage.say('только для Анны');
  const page = await stage.open();
  await page.getByRole('button', { name: 'Новый пользователь' }).click();
  await page.getByLabel('Имя', { exact: true }).fill('John');
  await page.getByLabel('Язык').selectOption('en');
  await page.getByRole('button', { name: 'Добавить' }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.equal(await page.locator('.in').count(), 0);
  await page.getByRole('button', { name: /Анна/ }).click();
  await page.locator('.in', { hasText: 'только для Анны' }).waitFor();
});

test('text of a stranger is never HTML, and a link hides nothing', {
  timeout: 60_000,
}, async (t) => {
  const stage = await openStage(t);
  stage.meet();
  await stage.say('<img src=x onerror="document.title=1">');
  await stage.call('sendMessage', {
    chat_id: stage.anna.id,
    text: 'банк.рф',
    entities: [{ type: 'text_link', offset: 0, length: 7, url: 'https://evil.example/login' }],
  });
  const page = await stage.open();
  await page.locator('.in', { hasText: '<img src=x' }).waitFor();
  assert.equal(await page.locator('.slot-text img').count(), 0);
  await page.getByRole('link', { name: 'банк.рф' }).click();
  const dialog = page.getByRole('dialog', { name: 'Открыть ссылку?' });
  await dialog.getByText('https://evil.example/login').waitFor();
  await dialog.getByRole('button', { name: 'Отмена' }).click();
});
